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
  /** How many shards its day was cut into. */
  readonly shards: number;
  readonly planId: ZonePlanId;
  /** Of the month's stop list: nobody on it is in the file. */
  readonly stopListNumber: number;
  /** A power of two: no exact count is kept. To plan engine sessions by. */
  readonly rowsAtMost: number;
  /** When its marks were first made: they die 33 days later at the latest. */
  readonly heldSince: Date;
}

export type LiveMarkFile = MarkFile & { readonly check: ClaimCheck };

const LEAST_CLASS = 1024;

/** The size class of a number of rows: the next power of two. */
export const toRowsAtMost = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(rows, LEAST_CLASS)));

/** What a day's close wrote, and will refer to in the transaction that measures the day. */
export interface WrittenMarks extends MarketMonth {
  readonly day: Day;
  readonly objectKeys: readonly string[];
  /** Of the month's stop list. */
  readonly stopListNumber: number;
}
