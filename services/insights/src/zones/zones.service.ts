import { Injectable } from '@nestjs/common';
import {
  type ClaimCheck,
  type MarketId,
  type TimeZone,
  zonePlanArtefactSchema,
  type ZoneId,
  type ZonePlanId,
} from '@passant/contracts';
import { distanceKm, type Point } from '@passant/geography';
import { ObjectStores } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { ArtefactInvalid, MarketUnknown } from './zones.errors';
import { areNeighbours } from './domain/find-neighbours';
import { type Plan, type PlanPlaces, type PlanZone, ZonesRepository, type ZoneShape } from './zones.repository';

export type { Plan, PlanPlaces, PlanRegion, PlanZone, ZoneShape } from './zones.repository';

/** Which zones there are: public facts, from approved plans. */
@Injectable()
export class ZonesService {
  constructor(
    private readonly zones: ZonesRepository,
    private readonly stores: ObjectStores,
  ) {}

  /** @throws ArtefactInvalid where the object is not the plan that the job names */
  async loadPlan(transaction: Transaction, planId: ZonePlanId, check: ClaimCheck): Promise<void> {
    const bytes = await this.stores.of('zone-plans').readBytes(check);
    const parsed = zonePlanArtefactSchema.safeParse(parseJson(bytes));
    if (!parsed.success) throw new ArtefactInvalid('zone plan', 'it is not in the agreed format');
    if (parsed.data.planId !== planId) throw new ArtefactInvalid('zone plan', 'it is another plan than announced');
    await this.zones.addPlan(transaction, parsed.data);
  }

  /**
   * The newest plan of the market; without one named, of the only market there is.
   *
   * @throws MarketUnknown
   */
  async getPlan(market: MarketId | null): Promise<Plan> {
    const plans = await this.zones.findPlans(market);
    if (plans.length > 1) throw new MarketUnknown('which');
    if (!plans[0]) throw new MarketUnknown('no-plan');
    return plans[0];
  }

  /** The newest plan of each market. */
  listPlans(): Promise<Plan[]> {
    return this.zones.findPlans(null);
  }

  findZones(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<PlanZone[]> {
    return this.zones.findZones(market, zoneIds);
  }

  /** Those named (or all) that are in the newest plan, in its order, and its time zone. @throws MarketUnknown */
  async getPlanZones(
    market: MarketId,
    zoneIds: readonly ZoneId[] | 'all',
  ): Promise<{ readonly timeZone: TimeZone; readonly zones: readonly PlanZone[] }> {
    const found = await this.zones.findPlanZones(market, zoneIds);
    if (!found) throw new MarketUnknown('no-plan');
    return found;
  }

  /** Of the newest plan, in its order; none of a plan that was loaded before shapes were kept. */
  findShapes(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<ZoneShape[]> {
    return this.zones.findShapes(market, zoneIds);
  }

  findShapesOfPlan(planId: ZonePlanId): Promise<ZoneShape[]> {
    return this.zones.findShapesOfPlan(planId);
  }

  /** GeoJSON of each, where its plan was loaded with shapes: of the newest plan that has the zone. */
  findShapeTexts(zoneIds: readonly ZoneId[]): Promise<[ZoneId, string][]> {
    return this.zones.findShapeTexts(zoneIds);
  }

  /** Of whichever plan, also an old one. */
  findPlaces(planId: ZonePlanId): Promise<PlanPlaces> {
    return this.zones.findPlaces(planId);
  }

  /** In the newest plan: whether two zones share a corner, or their centres lie within a kilometre. */
  async findNeighbours(market: MarketId): Promise<(one: ZoneId, other: ZoneId) => boolean> {
    const zones = new Map((await this.zones.findNeighbours(market)).map((zone) => [zone.id, zone]));
    return (one, other) => {
      const [zone, next] = [zones.get(one), zones.get(other)];
      return zone !== undefined && next !== undefined && areNeighbours(zone, next);
    };
  }

  /** Kilometres between two zones' centroids; null where one is not known. */
  measureDistance(one: Point | null, other: Point | null): number | null {
    return one && other ? distanceKm(one, other) : null;
  }

  findZonesAnywhere(zoneIds: readonly ZoneId[]): Promise<PlanZone[]> {
    return this.zones.findZonesAnywhere(zoneIds);
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
