import { Injectable } from '@nestjs/common';
import type { MarketId, Product, Purpose, ReleaseId } from '@passant/contracts';
import type { Day, Period } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import { toPeriod } from './domain/period-columns';

export interface WaitingRelease {
  readonly releaseId: ReleaseId;
  readonly market: MarketId;
  readonly period: Period;
  readonly product: Product;
  readonly purpose: Purpose;
}

/** Releases that were not announced because they were stopped. */
@Injectable()
export class WaitingReleasesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(transaction: Transaction, releaseIds: readonly ReleaseId[], since: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO release_waiting (release_id, waiting_since) SELECT release_id, $2 FROM unnest($1::uuid[]) AS waiting (release_id)
       ON CONFLICT DO NOTHING`,
      [[...releaseIds], since],
    );
  }

  async findAll(): Promise<WaitingRelease[]> {
    const rows: (Omit<WaitingRelease, 'period'> & { day: Day })[] = await this.transactions.current.query(
      `SELECT release_id AS "releaseId", market, day::text AS day, product, purpose
       FROM release_waiting JOIN release USING (release_id) ORDER BY market, release.day`,
    );
    return rows.map(({ day, ...release }) => ({ ...release, period: toPeriod(day, release.product) }));
  }

  /** Takes these out of the wait; gives those that were in it: of two at once, one announces. */
  async take(transaction: Transaction, releaseIds: readonly ReleaseId[]): Promise<ReadonlySet<ReleaseId>> {
    const [taken]: [{ releaseId: ReleaseId }[], number] = await transaction.query(
      'DELETE FROM release_waiting WHERE release_id = ANY($1::uuid[]) RETURNING release_id AS "releaseId"',
      [[...releaseIds]],
    );
    return new Set(taken.map(({ releaseId }) => releaseId));
  }
}
