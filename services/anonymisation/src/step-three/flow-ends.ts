import { DAY_PARTS, FLOW_PAIR_KM, type ZoneId } from '@passant/contracts';
import { isWithinKm, type Point } from '@passant/geography';

/** What of a plan decides between which places trips are counted. Public. */
export interface FlowPlan {
  readonly zones: readonly { readonly id: ZoneId; readonly region: number; readonly middle: Point | null }[];
  readonly regions: readonly { readonly id: ZoneId }[];
}

/** Numbers of the ends of a trip in {@link FlowEnds.ids}. */
export type EndPair = readonly [from: number, to: number];

/** Between which places trips are counted. */
export interface FlowEnds {
  /** All pairs of zones, or of regions; `pairs`: of zones at most {@link FLOW_PAIR_KM} apart, and of regions beyond. */
  readonly kind: 'zones' | 'regions' | 'pairs';
  /** Where trips begin and end: zones, or regions; of `pairs` zones, then regions. */
  readonly ids: readonly ZoneId[];
  /** Number of the end of each zone of the plan; of `pairs` its region, where trips are far. */
  readonly endOfZone: readonly number[];
  /** Rows of `pairs`, whose columns are day-parts; null: rows are ends, and columns are ends × day-parts. */
  readonly pairs: readonly EndPair[] | null;
}

/**
 * From a plan alone (anonymisation.md, step 3.1): all pairs of zones, where that is at most so many figures; else pairs within {@link FLOW_PAIR_KM} and of regions
 * beyond, where that is, and all middles are known; else all pairs of regions; null where these are too many as well.
 */
export function listFlowEnds(plan: FlowPlan, mostFigures: number): FlowEnds | null {
  const mostPairs = Math.floor(mostFigures / DAY_PARTS.length);
  const [zones, regions] = [plan.zones.map(({ id }) => id), plan.regions.map(({ id }) => id)];
  if (zones.length ** 2 <= mostPairs) {
    return { kind: 'zones', ids: zones, endOfZone: zones.map((_, zone) => zone), pairs: null };
  }
  const pairs = listPairs(plan, mostPairs);
  if (pairs) {
    const endOfZone = plan.zones.map(({ region }) => zones.length + region);
    return { kind: 'pairs', ids: [...zones, ...regions], endOfZone, pairs };
  }
  if (regions.length ** 2 > mostPairs) return null;
  return { kind: 'regions', ids: regions, endOfZone: plan.zones.map(({ region }) => region), pairs: null };
}

/**
 * Near pairs of zones, then those pairs of regions that have far zones, each in the plan's order. Null where they are too many, a
 * middle is not known, or a region is called like a zone: its rows would be, too.
 */
function listPairs({ zones, regions }: FlowPlan, most: number): EndPair[] | null {
  if (new Set([...zones, ...regions].map(({ id }) => id)).size < zones.length + regions.length) return null;
  const middles = zones.flatMap(({ middle }) => middle ?? []);
  if (middles.length < zones.length) return null;
  const near: EndPair[] = [];
  const far = new Set<number>();
  for (const [from, zone] of zones.entries()) {
    for (const [to, other] of zones.entries()) {
      if (isWithinKm(middles[from]!, middles[to]!, FLOW_PAIR_KM)) near.push([from, to]);
      else far.add(zone.region * regions.length + other.region);
    }
    if (near.length + far.size > most) return null;
  }
  const toPair = (pair: number): EndPair => [
    zones.length + Math.floor(pair / regions.length),
    zones.length + (pair % regions.length),
  ];
  return [...near, ...[...far].sort((one, other) => one - other).map(toPair)];
}
