import { Injectable } from '@nestjs/common';
import type { Market, MarketId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';

/** A market as its approved zone plan describes it. */
export interface KnownMarket extends Market {
  readonly planId: string;
  readonly planVersion: number;
  /** Public residents of all zones; null without a population file. */
  readonly residents: number | null;
  /** Source areas that may be somebody's home area. */
  readonly homeAreas: readonly string[];
  /** Region ids of the plan, in its order; none where the plan is older than regions. */
  readonly regions: readonly string[];
  /** Which of `regions` each source area lies in. */
  readonly regionOfArea: Readonly<Record<string, number>>;
  /** Public; none where the plan was approved before they were kept. */
  readonly zones: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}

const COLUMNS = `id, name, country, time_zone AS "timeZone", first_day::text AS "firstDay", plan_id AS "planId",
  plan_version AS "planVersion", residents, home_areas AS "homeAreas", regions, region_of_area AS "regionOfArea", zones`;

@Injectable()
export class MarketsRepository {
  constructor(private readonly transactions: Transactions) {}

  findAll(): Promise<KnownMarket[]> {
    return this.transactions.current.query(`SELECT ${COLUMNS} FROM market ORDER BY id`);
  }

  async find(id: MarketId): Promise<KnownMarket | undefined> {
    const rows: KnownMarket[] = await this.transactions.current.query(`SELECT ${COLUMNS} FROM market WHERE id = $1`, [
      id,
    ]);
    return rows[0];
  }

  /** Keeps the newest version, whatever order versions arrive in. */
  async save(transaction: Transaction, market: KnownMarket): Promise<void> {
    await transaction.query(
      `INSERT INTO market (id, name, country, time_zone, first_day, plan_id, plan_version, residents, home_areas, regions,
         region_of_area, zones)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, country = excluded.country, time_zone = excluded.time_zone,
         first_day = excluded.first_day, plan_id = excluded.plan_id, plan_version = excluded.plan_version,
         residents = excluded.residents, home_areas = excluded.home_areas, regions = excluded.regions,
         region_of_area = excluded.region_of_area, zones = excluded.zones
       WHERE market.plan_version < excluded.plan_version`,
      [
        market.id,
        market.name,
        market.country,
        market.timeZone,
        market.firstDay,
        market.planId,
        market.planVersion,
        market.residents,
        market.homeAreas,
        market.regions,
        JSON.stringify(market.regionOfArea),
        JSON.stringify(market.zones),
      ],
    );
  }
}
