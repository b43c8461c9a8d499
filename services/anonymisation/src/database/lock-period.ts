import type { MarketId, Period } from '@passant/contracts';
import type { Transaction } from './transactions';

/** One at a time until the transaction ends: a new stop list of a period, what it changes, and the end of its close. */
export async function lockPeriod(transaction: Transaction, market: MarketId, period: Period): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`${market}/${period}`]);
}
