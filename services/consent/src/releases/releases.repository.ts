import { Injectable } from '@nestjs/common';
import type { KindOfBuyer, MarketId, Period, Product, Purpose, ReleaseId } from '@passant/contracts';
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

  /** false where the release is not known yet. */
  async withdraw(transaction: Transaction, releaseId: ReleaseId, withdrawnAt: Date): Promise<boolean> {
    const [, count]: [unknown[], number] = await transaction.query(
      `UPDATE release SET withdrawn_at = COALESCE(withdrawn_at, $2) WHERE id = $1`,
      [releaseId, withdrawnAt],
    );
    return count === 1;
  }

  async addUse(transaction: Transaction, releaseId: ReleaseId, kindOfBuyer: KindOfBuyer): Promise<void> {
    await transaction.query(
      `INSERT INTO release_use (release_id, kind_of_buyer) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [releaseId, kindOfBuyer],
    );
  }

  /** Newest period first, a month after its days. */
  findNewest(market: MarketId, limit: number): Promise<UsedRelease[]> {
    return this.dataSource.query(
      `SELECT period, product, purpose,
              ARRAY(SELECT kind_of_buyer FROM release_use WHERE release_id = release.id ORDER BY 1) AS "kindsOfBuyer"
       FROM release WHERE market = $1 ORDER BY period DESC, product, purpose LIMIT $2`,
      [market, limit],
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
