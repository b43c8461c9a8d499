import type { ClaimCheck, Day, MarketId, Month, ZonePlanId } from '@passant/contracts';

/**
 * Marks are cut by pseudonym into so many shards. A withdrawal rewrites one shard of the month, and a month is counted shard
 * by shard: a thirty-second of 49 million lines' marks fits an engine session.
 */
export const MARK_SHARDS = 32;

export interface MarketMonth {
  readonly market: MarketId;
  readonly month: Month;
}

/**
 * A sealed file of zone-day marks.
 *
 * - `PENDING`: it has a name, and perhaps bytes; nothing refers to it yet;
 * - `LIVE`: part of its month;
 * - `DOOMED`: to be deleted, first the object, then the row.
 */
export interface MarkFile extends MarketMonth {
  readonly objectKey: string;
  readonly day: Day;
  readonly shard: number;
  readonly planId: ZonePlanId;
  /** Of the month's stop list: nobody on it is in the file. */
  readonly stopListNumber: number;
  readonly rows: number;
  /** When its marks were first made: they die 33 days later at the latest. */
  readonly heldSince: Date;
}

export type LiveMarkFile = MarkFile & { readonly check: ClaimCheck };

/** What a day's close wrote, and will refer to in the transaction that measures the day. */
export interface WrittenMarks extends MarketMonth {
  readonly day: Day;
  readonly objectKeys: readonly string[];
  /** Of the month's stop list. */
  readonly stopListNumber: number;
}
