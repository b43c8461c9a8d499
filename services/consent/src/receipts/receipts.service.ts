import { createPublicKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditProofs, type ProvenEntry } from '@passant/platform';
import {
  type DecisionFacts,
  type PublicJwk,
  type Receipt,
  RECEIPT_FORMAT,
  RECEIPT_TYPE,
  signDetached,
  toPublicJwk,
  toSignedPart,
  type TrustedKeys,
} from '@passant/proofs';
import { AbsencesService } from '../absences/absences.service';
import { DecisionsService } from '../decisions/decisions.service';
import { toDecisionEntryName } from '../decisions/reference';
import { type Parties, toRecord } from './domain/to-record';

export type { Parties };

export const RECEIPT_SETTINGS = Symbol('RECEIPT_SETTINGS');
export interface ReceiptSettings {
  readonly parties: Parties;
  readonly publicUrl: string;
  readonly privateKey: KeyObject;
}

/** Receipts are made when they are asked for, from what the audit log committed to: the same facts give the same receipt. */
@Injectable()
export class ReceiptsService {
  private readonly publicJwk: PublicJwk;

  constructor(
    private readonly decisions: DecisionsService,
    private readonly absences: AbsencesService,
    private readonly proofs: AuditProofs,
    @Inject(RECEIPT_SETTINGS) private readonly settings: ReceiptSettings,
  ) {
    this.publicJwk = toPublicJwk(createPublicKey(settings.privateKey));
  }

  get parties(): Parties {
    return this.settings.parties;
  }

  /** What receipts and the log are checked with: stands at `/transparency/keys.json`. */
  get keys(): TrustedKeys {
    return { receipts: [this.publicJwk], log: [this.proofs.verifierLine] };
  }

  /** The receipts of one confirmation or pause: one a line. None where the reference is not one of these lines'. */
  async find(subscriberIds: readonly string[], reference: string): Promise<Receipt[]> {
    const [decisions, absences] = await Promise.all([
      this.decisions.find(subscriberIds),
      this.absences.find(subscriberIds),
    ]);
    const pauses = absences.filter(({ kind }) => kind === 'pause');
    const decided = [...decisions, ...pauses].filter((one) => one.reference === reference);
    const names = [
      ...new Set(decided.map(({ submissionId, subscriberId }) => toDecisionEntryName(submissionId, subscriberId))),
    ];
    const entries = await this.proofs.find(names);
    return Promise.all(names.flatMap((name) => entries.get(name) ?? []).map((proven) => this.make(proven)));
  }

  private async make({ entry, salt, content }: ProvenEntry): Promise<Receipt> {
    const { parties, publicUrl, privateKey } = this.settings;
    const facts = content as DecisionFacts;
    const record = toRecord({ entryId: entry.id, createdAt: entry.at, facts, parties, publicUrl });
    const part = toSignedPart({ format: RECEIPT_FORMAT, record, audit: { entry, opening: { salt, facts } } });
    const signature = signDetached(part, privateKey, { kid: this.publicJwk.kid, typ: RECEIPT_TYPE });
    return { ...part, signature, inclusion: await this.proofs.prove(entry.id) };
  }
}
