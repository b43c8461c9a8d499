import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Day, dayAt, type MarketId, timeZoneSchema } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { DecisionsService } from '../decisions/decisions.service';
import type { Line } from '../registry/line';
import { LinesService } from '../registry/lines.service';
import { NumberVault } from '../registry/number-vault';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { parseSubscriber, SUBSCRIBER_COLUMNS, type SubscriberRow } from './domain/parse-subscriber';
import { type ChunkOutcome, importFile, type ImportReport, type NumberedRow } from './import-file';

export const SUBSCRIBER_IMPORT_PARTS = Symbol('SUBSCRIBER_IMPORT_PARTS');
export interface SubscriberImportParts {
  readonly lines: LinesService;
  readonly decisions: DecisionsService;
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

  async import(market: MarketId, source: Readable): Promise<ImportReport> {
    const report = await importFile(source, {
      columns: SUBSCRIBER_COLUMNS,
      parse: parseSubscriber,
      save: (rows) => this.save(market, rows),
    });
    await this.parts.stopLists.publish().catch(() => undefined); // the sweeper publishes what could not be published here
    return report;
  }

  private async save(market: MarketId, rows: readonly NumberedRow<SubscriberRow>[]): Promise<ChunkOutcome> {
    const lines = new Map<string, { line: Line; fileLine: number }>();
    const refused: { line: number; reason: 'repeated_in_file' | 'older_contract_than_known' }[] = [];
    for (const { line, row } of rows) {
      const entry = this.toLine(market, row);
      const hash = entry.numberHash.toString('base64');
      if (lines.has(hash)) refused.push({ line, reason: 'repeated_in_file' });
      else lines.set(hash, { line: entry, fileLine: line });
    }
    const imported = await this.parts.transactions.run(async (transaction) => {
      const hashes = [...lines.values()].map(({ line }) => line.numberHash);
      const ended: string[] = [];
      for (const known of await this.parts.lines.findKnown(transaction, market, hashes)) {
        const hash = known.numberHash.toString('base64');
        const { line, fileLine } = lines.get(hash)!;
        if (line.subscriberId === known.subscriberId) continue;
        if (line.contractStart > known.contractStart) ended.push(known.subscriberId);
        else {
          lines.delete(hash);
          refused.push({ line: fileLine, reason: 'older_contract_than_known' });
        }
      }
      await this.end(transaction, ended);
      return this.saveLines(transaction, new Map([...lines.values()].map(({ line }) => [line.subscriberId, line])));
    });
    return { imported, refused };
  }

  private async end(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    if (subscriberIds.length === 0) return;
    await this.parts.decisions.terminate(transaction, subscriberIds);
    await this.parts.lines.end(transaction, subscriberIds, this.clock.now());
  }

  /** Lines that turn out to be a business's or a child's also leave the days that live. */
  private async saveLines(transaction: Transaction, lines: ReadonlyMap<string, Line>): Promise<number> {
    const { inserted, updated } = await this.parts.lines.save(transaction, [...lines.values()]);
    const today = dayAt(this.clock.now().getTime(), UTC);
    const stopped = updated.filter((id) => !this.isFree(lines.get(id)!, today));
    await this.parts.stopLists.stop(
      transaction,
      stopped.map((subscriberId) => ({ submissionId: randomUUID(), subscriberId })),
    );
    return inserted.length + updated.length;
  }

  private isFree(line: Line, today: Day): boolean {
    return this.parts.lines.isEligible(line, today);
  }

  private toLine(market: MarketId, { number, ...row }: SubscriberRow): Line {
    const subscriberId = this.vault.toSubscriberId(market, number, row.contractStart);
    return {
      ...row,
      subscriberId,
      market,
      numberHash: this.vault.hash(number),
      numberSealed: this.vault.seal(number, subscriberId),
    };
  }
}
