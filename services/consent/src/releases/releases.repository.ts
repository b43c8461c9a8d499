import { Injectable } from '@nestjs/common';
import type { KindOfBuyer, MarketId, Month, Period, Product, Purpose, ReleaseId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface KnownRelease {
  readonly releaseId: ReleaseId;
  readonly market: MarketId;
  /** A day; of frequency a month. */
  readonly period: Period;
  readonly product: Product;
  readonly purpose: Purpose;
}

export interface UsedRelease extends Pick<KnownRelease, 'period' | 'product' | 'purpose'> {
  readonly kindsOfBuyer: readonly KindOfBuyer[];
}

@Injectable()
export class ReleasesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(transaction: Transaction, release: KnownRelease): Promise<void> {
    await transaction.query(
      `INSERT INTO release (id, market, period, product, purpose) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [release.releaseId, release.market, release.period, release.product, release.purpose],
    );
  }

  /** The first withdrawal of a release, known or not, stands. */
  async addWithdrawal(transaction: Transaction, releaseId: ReleaseId, withdrawnAt: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO release_withdrawal (release_id, withdrawn_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [releaseId, withdrawnAt],
    );
  }

  async addUse(transaction: Transaction, releaseId: ReleaseId, kindOfBuyer: KindOfBuyer): Promise<void> {
    await transaction.query(
      `INSERT INTO release_use (release_id, kind_of_buyer) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [releaseId, kindOfBuyer],
    );
  }

  /** The month of the oldest of the newest `days` days that have a release; of everything where there are fewer; undefined: none. */
  async findMonthBack(market: MarketId, days: number): Promise<Month | undefined> {
    const rows: { month: Month }[] = await this.dataSource.query(
      `SELECT left(period, 7) AS month FROM (
         SELECT DISTINCT period COLLATE "C" AS period, length(period) FROM release WHERE market = $1
         ORDER BY length(period) DESC, period DESC LIMIT $2
       ) AS newest ORDER BY 1 LIMIT 1`,
      [market, days],
    );
    return rows[0]?.month;
  }

  /** Everything since a month, newest period first, a month after its days; of one period, product and purpose once. */
  findSince(market: MarketId, month: Month): Promise<UsedRelease[]> {
    return this.dataSource.query(
      `SELECT period, product, purpose,
              COALESCE(array_agg(DISTINCT kind_of_buyer) FILTER (WHERE kind_of_buyer IS NOT NULL), '{}') AS "kindsOfBuyer"
       FROM release LEFT JOIN release_use ON release_id = release.id
       WHERE market = $1 AND period COLLATE "C" >= $2
       GROUP BY period, product, purpose ORDER BY period COLLATE "C" DESC, product, purpose`,
      [market, month],
    );
  }

  /** Kinds of buyer of each of these releases; an empty list where nobody used it. Unknown releases are left out. */
  async findKindsOfBuyer(releaseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows: { id: string; kinds: string[] }[] = await this.dataSource.query(
      `SELECT release.id, COALESCE(array_agg(kind_of_buyer ORDER BY kind_of_buyer)
                FILTER (WHERE kind_of_buyer IS NOT NULL), '{}') AS kinds
       FROM release LEFT JOIN release_use ON release_id = release.id WHERE release.id = ANY($1) GROUP BY release.id`,
      [releaseIds],
    );
    return new Map(rows.map(({ id, kinds }) => [id, kinds]));
  }
}
