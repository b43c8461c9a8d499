import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Day, dayAt, type MarketId, timeZoneSchema } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { AbsencesService } from '../absences/absences.service';
import { DecisionsService } from '../decisions/decisions.service';
import { EndingsService } from '../endings/endings.service';
import type { Line } from '../registry/line';
import { LinesService } from '../registry/lines.service';
import { NumberVault } from '../registry/number-vault';
import { StopListsService } from '../stop-lists/stop-lists.service';
import {
  parseSubscriber,
  SUBSCRIBER_COLUMNS,
  SUBSCRIBER_OPTIONAL,
  type SubscriberFields,
  type SubscriberRow,
} from './domain/parse-subscriber';
import { type ChunkOutcome, importFile, type ImportReport, type NumberedRow, type Progress } from './import-file';

export const SUBSCRIBER_IMPORT_PARTS = Symbol('SUBSCRIBER_IMPORT_PARTS');
export interface SubscriberImportParts {
  readonly lines: LinesService;
  readonly decisions: DecisionsService;
  readonly endings: EndingsService;
  readonly absences: AbsencesService;
  readonly stopLists: StopListsService;
  readonly transactions: Transactions;
}

const UTC = timeZoneSchema.parse('UTC');

/** Takes the operator's registry. A number under a later contract is a new holder's: the old subscription and its consent end. */
@Injectable()
export class SubscribersImportService {
  constructor(
    @Inject(SUBSCRIBER_IMPORT_PARTS) private readonly parts: SubscriberImportParts,
    private readonly vault: NumberVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async import(market: MarketId, source: Readable, progress?: Progress): Promise<ImportReport> {
    const report = await importFile(source, {
      columns: SUBSCRIBER_COLUMNS,
      optional: SUBSCRIBER_OPTIONAL,
      parse: (fields) => parseSubscriber(fields, this.clock.now().getTime()),
      save: (rows) => this.save(market, rows),
      ...(progress ? { progress } : {}),
    });
    await this.parts.stopLists.publish().catch(() => undefined); // the sweeper publishes what could not be published here
    return report;
  }

  /**
   * Takes changes one by one, as a feed reports them: at most a few hundred. `fields` as in a file; a change is named by its place, from 1 on.
   *
   * @returns what became of them
   */
  async change(market: MarketId, changes: readonly SubscriberFields[]): Promise<ImportReport> {
    const now = this.clock.now().getTime();
    const parsed = changes.map((fields, index) => ({ line: index + 1, ...parseSubscriber(fields, now) }));
    const rows = parsed.flatMap((one) => ('row' in one ? [{ line: one.line, row: one.row }] : []));
    const bad = parsed.flatMap((one) => ('problem' in one ? [{ line: one.line, reason: one.problem }] : []));
    const { imported, refused } = await this.save(market, rows);
    const problems = [...bad, ...refused].sort((a, b) => a.line - b.line);
    const unchanged = rows.length - imported - refused.length;
    if (!this.parts.transactions.isRunning) await this.parts.stopLists.publish().catch(() => undefined);
    return { imported, unchanged, rejected: problems.length, problems };
  }

  private async save(market: MarketId, rows: readonly NumberedRow<SubscriberRow>[]): Promise<ChunkOutcome> {
    const today = dayAt(this.clock.now().getTime(), UTC);
    const refused: { line: number; reason: 'repeated_in_file' | 'older_contract_than_known' }[] = [];
    const entries = new Map<string, Entry>();
    for (const { line, row } of rows) {
      const entry = { ...this.toEntry(market, row), fileLine: line };
      const hash = entry.line.numberHash.toString('base64');
      if (entries.has(hash)) refused.push({ line, reason: 'repeated_in_file' });
      else entries.set(hash, entry);
    }
    const imported = await this.parts.transactions.run(async (transaction) => {
      const hashes = [...entries.values()].map(({ line }) => line.numberHash);
      const ended = new Map<string, string>();
      for (const known of await this.parts.lines.findKnown(transaction, market, hashes)) {
        const hash = known.numberHash.toString('base64');
        const { line, fileLine } = entries.get(hash)!;
        const isSame = line.subscriberId === known.subscriberId;
        if (isSame ? isOver(line, today) : line.contractStart > known.contractStart)
          ended.set(hash, known.subscriberId);
        else if (!isSame) {
          entries.delete(hash);
          refused.push({ line: fileLine, reason: 'older_contract_than_known' });
        }
      }
      await this.parts.endings.end(transaction, [...ended.values()]);
      // A contract that is over is no line any more: what it ended is ended, and nothing begins with it.
      const running = [...entries.values()].filter(({ line }) => !isOver(line, today));
      const justEnded = [...entries].filter(([hash, { line }]) => isOver(line, today) && ended.has(hash));
      return justEnded.length + (await this.saveLines(transaction, running, today));
    });
    return { imported, refused };
  }

  /**
   * Lines that turn out to be a business's or a child's also leave the days that live; a yes that turns out to be of the 72 hours after a change
   * of SIM card is void, as it would have been refused.
   *
   * @returns how many changed
   */
  private async saveLines(transaction: Transaction, entries: readonly Entry[], today: Day): Promise<number> {
    const lines = new Map(entries.map(({ line }) => [line.subscriberId, line]));
    const { inserted, updated } = await this.parts.lines.save(transaction, [...lines.values()]);
    const stopped = updated.filter(
      (id) => !this.parts.lines.isEligible({ ...lines.get(id)!, isDeclaredMinor: false }, today),
    );
    await this.parts.stopLists.stop(
      transaction,
      stopped.map((subscriberId) => ({ submissionId: randomUUID(), subscriberId })),
    );
    const changes = await this.parts.absences.noteSimChanges(
      transaction,
      entries.flatMap(({ line: { subscriberId }, simChangedAt }) =>
        simChangedAt === null ? [] : [{ subscriberId, changedAt: simChangedAt }],
      ),
    );
    await this.parts.decisions.invalidateSaid(transaction, changes);
    return inserted.length + updated.length;
  }

  private toEntry(market: MarketId, { number, simChangedAt, ...row }: SubscriberRow): Omit<Entry, 'fileLine'> {
    const subscriberId = this.vault.toSubscriberId(market, number, row.contractStart);
    const numberHash = this.vault.hash(number);
    return {
      line: { ...row, subscriberId, market, numberHash, numberSealed: this.vault.seal(number, subscriberId) },
      simChangedAt,
    };
  }
}

interface Entry {
  readonly line: Line;
  readonly simChangedAt: number | null;
  readonly fileLine: number;
}

const isOver = ({ contractEnd }: Line, today: Day): boolean => contractEnd !== null && contractEnd <= today;
