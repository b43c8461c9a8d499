import { Inject, Injectable } from '@nestjs/common';
import { commit, foldRange, type LogEntry, planInclusion, type ReceiptInclusion, writeVerifier } from '@passant/proofs';
import { AUDIT_SETTINGS, type AuditSettings } from './audit-settings';
import { AuditSealer } from './audit-sealer';
import { AuditRepository, type OpenedEntry, type SealedCheckpoint } from './audit.repository';

/** An entry with what it commits to. `salt`: base64. */
export interface ProvenEntry {
  readonly entry: LogEntry;
  readonly salt: string;
  readonly content: unknown;
}

/** What the log can show of itself. */
@Injectable()
export class AuditProofs {
  constructor(
    private readonly repository: AuditRepository,
    private readonly sealer: AuditSealer,
    @Inject(AUDIT_SETTINGS) private readonly settings: AuditSettings,
  ) {}

  /** The log's public key, as `name+hash+key`. */
  get verifierLine(): string {
    return writeVerifier(this.settings.verifier);
  }

  /** The entries found by these names; whose content was forgotten is left out. */
  async find(about: readonly string[]): Promise<ReadonlyMap<string, ProvenEntry>> {
    const found = await this.repository.findAbout(about);
    return new Map([...found].map(([name, opened]) => [name, this.toProven(opened)]));
  }

  /** Everything noted about somebody that was not forgotten, oldest first. */
  async findOfSubjects(subjects: readonly string[]): Promise<ProvenEntry[]> {
    return (await this.repository.findOfSubjects(subjects)).map((opened) => this.toProven(opened));
  }

  /** Where an entry stands in the tree; sealed now, if it waits. null where that is not possible at the moment. */
  async prove(entryId: string): Promise<ReceiptInclusion | null> {
    const leaf = (await this.repository.findLeafOf(entryId)) ?? (await this.sealAndFind(entryId));
    const checkpoint = leaf && (await this.repository.findNewestOfEpoch(leaf.epoch));
    if (!leaf || !checkpoint) return null;
    const ranges = planInclusion(leaf.index, checkpoint.size);
    const hashes = await this.repository.findNodes(leaf.epoch, ranges.flat());
    let taken = 0;
    const path = ranges.map((range) => foldRange(hashes.slice(taken, (taken += range.length))).toString('base64'));
    return { index: leaf.index, size: checkpoint.size, path, checkpoint: checkpoint.note };
  }

  /** Newest first. */
  findCheckpoints(limit: number): Promise<SealedCheckpoint[]> {
    return this.repository.findCheckpoints(limit);
  }

  /** Since when the oldest entry waits to be sealed. */
  findWaitingSince(): Promise<Date | undefined> {
    return this.repository.findOldestPending();
  }

  private async sealAndFind(entryId: string): Promise<{ epoch: number; index: number } | undefined> {
    await this.sealer.seal().catch(() => undefined); // the ticker tries again, and tells
    return this.repository.findLeafOf(entryId);
  }

  private toProven({ entry, salt, content }: OpenedEntry): ProvenEntry {
    if (commit(salt, content) !== entry.commitment) throw new AuditContentChanged();
    return { entry: { ...entry, service: this.settings.service }, salt: salt.toString('base64'), content };
  }
}

/** What an entry is about was changed after it was noted. */
export class AuditContentChanged extends Error {
  override readonly name = 'AuditContentChanged';
}
