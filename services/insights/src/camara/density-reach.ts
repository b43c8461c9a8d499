import { Injectable } from '@nestjs/common';
import { type ContractId, type MultiPolygon, startOfDay, type TimeZone, type ZonePlanId } from '@passant/contracts';
import { sharedArea, type Vertex } from '@passant/geography';
import { EntitlementsService, type Grant } from '../contracts/entitlements.service';
import { CredentialsService } from '../oauth/credentials.service';
import { type ZoneShape, ZonesService } from '../zones/zones.service';
import { DensityNotGranted } from './density.errors';

/** The contract that answers about an area, and the zones that it may be told by. */
export interface Reach {
  readonly contractId: ContractId;
  readonly timeZone: TimeZone;
  /** Where its history begins, ms since 1970. */
  readonly earliestMs: number;
  /** Covered zones of the contract that touch the area's box. */
  readonly zones: readonly ZoneShape[];
  /** Part of the area that lies in them: 0 to 1. */
  readonly share: number;
  /** Of the contract: `pilot`, `sandbox`, `simulated`. */
  readonly marks: readonly string[];
}

type Box = readonly [west: number, south: number, east: number, north: number];
interface BoxedShape extends ZoneShape {
  readonly box: Box;
}

/** Plans are never changed: their shapes are read once. */
const MOST_PLANS = 4;

/** Which of a partner's contracts an area belongs to. */
@Injectable()
export class DensityReach {
  private readonly plans = new Map<ZonePlanId, Promise<BoxedShape[]>>();

  constructor(
    private readonly credentials: CredentialsService,
    private readonly entitlements: EntitlementsService,
    private readonly zones: ZonesService,
  ) {}

  /**
   * The contract with presence by the hour whose zones hold most of the area; of several the oldest.
   *
   * @throws CredentialsRevoked, ContractNotActive, DensityNotGranted, MarketUnknown
   */
  async find(apiClientId: string, area: readonly Vertex[]): Promise<Reach> {
    const client = await this.credentials.getClient(apiClientId);
    const grants = (await this.entitlements.getGrants(client.id, null)).filter(
      ({ terms }) => terms.products.includes('presence') && terms.finestGrain === 'HOUR',
    );
    const [first, ...others] = await Promise.all(grants.map((grant) => this.measure(grant, area)));
    if (!first) throw new DensityNotGranted();
    return others.reduce((best, next) => (next.share > best.share ? next : best), first);
  }

  private async measure({ contractId, terms, marks }: Grant, area: readonly Vertex[]): Promise<Reach> {
    const { planId, timeZone } = await this.zones.getPlan(terms.market);
    const granted = terms.zones === 'all' ? null : new Set(terms.zones);
    const box = boxOf([area]);
    const near = (await this.shapesOf(planId)).filter(
      (zone) => zone.covered && (granted === null || granted.has(zone.id)) && boxesTouch(zone.box, box),
    );
    const whole = sharedArea(area, toGeometry(area));
    const inside = near.reduce((sum, { geometry }) => sum + sharedArea(area, geometry), 0);
    return {
      ...{ contractId, timeZone, marks, zones: near, share: Math.min(1, inside / whole) },
      earliestMs: startOfDay(terms.history.from, timeZone),
    };
  }

  private shapesOf(planId: ZonePlanId): Promise<BoxedShape[]> {
    const known = this.plans.get(planId);
    if (known) return known;
    const [oldest] = this.plans.keys();
    if (oldest !== undefined && this.plans.size >= MOST_PLANS) this.plans.delete(oldest);
    const read = this.zones
      .findShapesOfPlan(planId)
      .then((shapes) => shapes.map((shape) => ({ ...shape, box: boxOf(shape.geometry.coordinates.flat()) })));
    read.catch(() => this.plans.delete(planId));
    this.plans.set(planId, read);
    return read;
  }
}

const toGeometry = (ring: readonly Vertex[]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [[ring.map(([x, y]): [number, number] => [x, y])]],
});

function boxOf(rings: readonly (readonly Vertex[])[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      [west, south] = [Math.min(west, x), Math.min(south, y)];
      [east, north] = [Math.max(east, x), Math.max(north, y)];
    }
  }
  return [west, south, east, north];
}

const boxesTouch = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
