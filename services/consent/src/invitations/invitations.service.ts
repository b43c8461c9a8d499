import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { dayAt, type MarketId, timeZoneSchema } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { ALL_KEYS, DecisionsService } from '../decisions/decisions.service';
import { newSubmission } from '../decisions/reference';
import { type ChunkOutcome, importFile, type ImportReport, type NumberedRow } from '../imports/import-file';
import { LettersService } from '../letters/letters.service';
import { LinesService } from '../registry/lines.service';
import { NumberVault } from '../registry/number-vault';
import { TextMessagesService } from '../sms/text-messages.service';
import { TEXT_MESSAGES } from '../texts/text-messages';
import { mayAsk } from './domain/may-ask';
import { INVITATION_COLUMNS, type InvitationRow, parseInvitation } from './domain/parse-invitation';
import { InvitationsRepository } from './invitations.repository';

export const INVITATION_PARTS = Symbol('INVITATION_PARTS');
export interface InvitationParts {
  readonly repository: InvitationsRepository;
  readonly decisions: DecisionsService;
  readonly lines: LinesService;
  readonly texts: TextMessagesService;
  readonly letters: LettersService;
  readonly vault: NumberVault;
  readonly transactions: Transactions;
  /** Where people decide. */
  readonly url: string;
}

const UTC = timeZoneSchema.parse('UTC');
const MESSAGE_LASTS_SECONDS = 24 * 3600;

/** Asks people whether their line may count: nobody twice within a year, and nobody who answered. It never permits anything. */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(INVITATION_PARTS) private readonly parts: InvitationParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A file of lines to ask, each by text message or letter, or (at sign-up, handed over apart from the contract) by whoever sends the
   * file. Lines that may not be asked are counted as unchanged: whoever sends the file learns nobody's answer.
   */
  async import(market: MarketId, source: Readable): Promise<ImportReport> {
    const report = await importFile(source, {
      columns: INVITATION_COLUMNS,
      parse: parseInvitation,
      save: (rows) => this.ask(market, rows),
    });
    this.parts.texts.ring();
    return { ...report, imported: 0, unchanged: report.imported + report.unchanged };
  }

  private ask(market: MarketId, rows: readonly NumberedRow<InvitationRow>[]): Promise<ChunkOutcome> {
    return this.parts.transactions.run(async (transaction) => {
      const hashes = new Map(rows.map(({ row }) => [this.parts.vault.hash(row.number).toString('base64'), row]));
      const known = await this.parts.lines.findKnown(
        transaction,
        market,
        [...hashes.keys()].map((hash) => Buffer.from(hash, 'base64')),
      );
      const ids = known.map(({ subscriberId }) => subscriberId);
      const asked = await this.parts.repository.find(transaction, ids);
      const holders = new Map((await this.parts.lines.findHolders(ids)).map((holder) => [holder.subscriberId, holder]));
      const statesOf = await this.parts.decisions.getStatesByLine(ids);
      const now = this.clock.now();
      let invited = 0;
      for (const { subscriberId, numberHash } of known) {
        const row = hashes.get(numberHash.toString('base64'))!;
        const states = [...statesOf.get(subscriberId)!.values()];
        const holder = holders.get(subscriberId);
        const isEligible = holder !== undefined && this.parts.lines.isEligible(holder, dayAt(now.getTime(), UTC));
        const askedAt = asked.get(subscriberId)?.getTime();
        if (mayAsk({ now: now.getTime(), askedAt, states, isEligible }).kind !== 'ask') continue;
        invited += 1;
        await this.parts.repository.note(transaction, [subscriberId], { channel: row.channel, askedAt: now });
        const requested = ALL_KEYS.filter((_, index) => states[index] === 'unknown');
        await this.parts.decisions.noteRequested(transaction, { ...newSubmission(), subscriberId, keys: requested });
        const texts = TEXT_MESSAGES[row.language];
        const subject = { subscriberIds: [subscriberId], about: 'invitation' } as const;
        if (row.channel === 'text-message') {
          const message = { to: row.number, text: texts.invitation(this.parts.url) };
          await this.parts.texts.add(transaction, message, { ...subject, lifeSeconds: MESSAGE_LASTS_SECONDS });
        }
        if (row.channel === 'letter') {
          const letter = { to: row.number, language: row.language, text: texts.letters.invitation(this.parts.url) };
          await this.parts.letters.add(transaction, letter, { ...subject, market });
        }
      }
      return { imported: invited, refused: [] };
    });
  }
}
