import { Injectable } from '@nestjs/common';
import type { MarketId, MultiPolygon, TimeZone, Zone, ZoneId, ZonePlanArtefact, ZonePlanId } from '@passant/contracts';
import { findCentroid, type Point } from '@passant/geography';
import { type Transaction, Transactions } from '../database/transactions';
import { findNeighbours, type PlacedZone } from './domain/find-neighbours';
import { RegionEntity, ZoneEntity, ZonePlanEntity } from './zone.entity';

/** The newest plan of a market, without its zones. */
export interface Plan {
  readonly planId: ZonePlanId;
  readonly market: MarketId;
  readonly name: string;
  /** ISO 3166-1 alpha-2; null of a plan that was loaded before it was kept. */
  readonly country: string | null;
  readonly timeZone: TimeZone;
  readonly residents: number | null;
}

export interface PlanZone extends Pick<Zone, 'id' | 'name' | 'kind' | 'residents' | 'covered'> {
  readonly centroid: Point | null;
  readonly regionId: ZoneId | null;
}

/** Where a zone lies (WGS 84) and how large it is on the ground. */
export interface ZoneShape {
  readonly id: ZoneId;
  readonly name: string;
  readonly covered: boolean;
  readonly areaSquareMetres: number;
  readonly geometry: MultiPolygon;
}

export interface PlanRegion {
  readonly id: ZoneId;
  readonly name: string;
}

/** What a plan tells trips between. */
export interface PlanPlaces {
  readonly zones: readonly PlanZone[];
  readonly regions: readonly PlanRegion[];
}

const ZONE_COLUMNS = `zone_id AS id, name, kind, zone.residents, covered, region_id AS "regionId",
  CASE WHEN longitude IS NOT NULL THEN json_build_object('longitude', longitude, 'latitude', latitude) END AS centroid`;
const SHAPE_COLUMNS = 'zone_id AS id, name, covered, area_square_metres AS "areaSquareMetres", geometry';
const NEWEST_PLAN = '(SELECT plan_id FROM zone_plan WHERE market_id = $1 ORDER BY version DESC LIMIT 1)';

@Injectable()
export class ZonesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** A plan that is there already stays as it is. */
  async addPlan(transaction: Transaction, plan: ZonePlanArtefact): Promise<void> {
    const added = await transaction
      .createQueryBuilder()
      .insert()
      .into(ZonePlanEntity)
      .values({
        planId: plan.planId,
        marketId: plan.market.id,
        marketName: plan.market.name,
        country: plan.market.country,
        timeZone: plan.market.timeZone,
        version: plan.version,
        residents: plan.residents,
      })
      .orIgnore()
      .returning(['planId'])
      .execute();
    if ((added.raw as unknown[]).length === 0) return;
    const { planId, regions } = plan;
    const neighbours = findNeighbours(plan.zones);
    const rows = plan.zones.map(({ id, name, kind, residents, covered, region, ...shape }, position) => ({
      ...{ planId, zoneId: id, position, name, kind, residents, covered, ...toShape(shape) },
      ...{ regionId: regions[region]?.id ?? null, longitude: null, latitude: null, ...findCentroid(shape.geometry) },
      neighbours: neighbours[position]!,
    }));
    const AT_ONCE = 1000;
    for (let first = 0; first < regions.length; first += AT_ONCE) {
      const some = regions.slice(first, first + AT_ONCE);
      const named = some.map(({ id, name }, index) => ({ planId, regionId: id, position: first + index, name }));
      await transaction.insert(RegionEntity, named);
    }
    for (let first = 0; first < rows.length; first += AT_ONCE) {
      await transaction.insert(ZoneEntity, rows.slice(first, first + AT_ONCE));
    }
  }

  /** The newest plan of each market, of all markets or of one. */
  async findPlans(market: MarketId | null): Promise<Plan[]> {
    return this.transactions.current.query(
      `SELECT DISTINCT ON (market_id) plan_id AS "planId", market_id AS market, market_name AS name, country,
         time_zone AS "timeZone", residents
       FROM zone_plan WHERE $1::text IS NULL OR market_id = $1 ORDER BY market_id, version DESC`,
      [market],
    );
  }

  /** Zones of a market's newest plan, in its order: all, or those named. */
  async findZones(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<PlanZone[]> {
    return this.transactions.current.query(
      `SELECT ${ZONE_COLUMNS} FROM zone
       WHERE plan_id = ${NEWEST_PLAN} AND ($2::text[] IS NULL OR zone_id = ANY($2)) ORDER BY position`,
      [market, zoneIds === 'all' ? null : zoneIds],
    );
  }

  /**
   * The newest plan of a market with its zones, in its order: all, or those named. One statement, so that both are of one plan.
   *
   * @returns nothing where the market has no plan
   */
  async findPlanZones(
    market: MarketId,
    zoneIds: readonly ZoneId[] | 'all',
  ): Promise<{ timeZone: TimeZone; zones: PlanZone[] } | undefined> {
    const rows: ({ timeZone: TimeZone } & { [Key in keyof PlanZone]: PlanZone[Key] | null })[] =
      await this.transactions.current.query(
        `SELECT time_zone AS "timeZone", ${ZONE_COLUMNS}
         FROM zone_plan LEFT JOIN zone ON zone.plan_id = zone_plan.plan_id AND ($2::text[] IS NULL OR zone_id = ANY($2))
         WHERE zone_plan.plan_id = ${NEWEST_PLAN} ORDER BY position`,
        [market, zoneIds === 'all' ? null : zoneIds],
      );
    const [first] = rows;
    if (!first) return undefined;
    const zones = rows.flatMap(({ timeZone: _, ...zone }) => (zone.id === null ? [] : (zone as PlanZone)));
    return { timeZone: first.timeZone, zones };
  }

  /** As {@link findZones}; zones whose plan was loaded before shapes were kept are left out. */
  async findShapes(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<ZoneShape[]> {
    return this.transactions.current.query(
      `SELECT ${SHAPE_COLUMNS} FROM zone
       WHERE plan_id = ${NEWEST_PLAN} AND ($2::text[] IS NULL OR zone_id = ANY($2)) AND geometry IS NOT NULL
       ORDER BY position`,
      [market, zoneIds === 'all' ? null : zoneIds],
    );
  }

  /** Of one plan, in its order. */
  async findShapesOfPlan(planId: ZonePlanId): Promise<ZoneShape[]> {
    return this.transactions.current.query(
      `SELECT ${SHAPE_COLUMNS} FROM zone WHERE plan_id = $1 AND geometry IS NOT NULL ORDER BY position`,
      [planId],
    );
  }

  /** Zones and regions of one plan, in its order; none of a plan that is not there. */
  async findPlaces(planId: ZonePlanId): Promise<PlanPlaces> {
    const { current } = this.transactions;
    const [zones, regions] = [
      await current.query<PlanZone[]>(`SELECT ${ZONE_COLUMNS} FROM zone WHERE plan_id = $1 ORDER BY position`, [
        planId,
      ]),
      await current.query<PlanRegion[]>(
        'SELECT region_id AS id, name FROM region WHERE plan_id = $1 ORDER BY position',
        [planId],
      ),
    ];
    return { zones, regions };
  }

  /** Where zones of a market's newest plan lie, and which share a corner with them (null where that was not kept). */
  async findNeighbours(market: MarketId): Promise<PlacedZone[]> {
    return this.transactions.current.query(
      `SELECT zone_id AS id, array_to_json(neighbours) AS neighbours,
         CASE WHEN longitude IS NOT NULL THEN json_build_object('longitude', longitude, 'latitude', latitude) END AS centroid
       FROM zone WHERE plan_id = ${NEWEST_PLAN}`,
      [market],
    );
  }

  /** For references, which name no market: the zone of that id in the newest plan that has it. */
  async findZonesAnywhere(zoneIds: readonly ZoneId[]): Promise<PlanZone[]> {
    return this.transactions.current.query(
      `SELECT DISTINCT ON (zone_id) ${ZONE_COLUMNS} FROM zone JOIN zone_plan USING (plan_id)
       WHERE zone_id = ANY($1) ORDER BY zone_id, loaded_at DESC, version DESC`,
      [zoneIds],
    );
  }

  /** GeoJSON as text: a million corners are not parsed only to be written again. */
  async findShapeTexts(zoneIds: readonly ZoneId[]): Promise<[ZoneId, string][]> {
    const rows: { id: ZoneId; shape: string }[] = await this.transactions.current.query(
      `SELECT DISTINCT ON (zone_id) zone_id AS id, geometry::text AS shape FROM zone JOIN zone_plan USING (plan_id)
       WHERE zone_id = ANY($1) AND geometry IS NOT NULL ORDER BY zone_id, loaded_at DESC, version DESC`,
      [zoneIds],
    );
    return rows.map(({ id, shape }) => [id, shape]);
  }
}

const toShape = ({ areaSquareMetres, geometry }: Pick<Zone, 'areaSquareMetres' | 'geometry'>) => ({
  areaSquareMetres,
  geometry,
});
