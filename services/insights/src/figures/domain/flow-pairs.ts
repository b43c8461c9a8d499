import { DAY_PARTS, FLOW_PAIR_KM, type FlowPair, toFlowPair, type ZoneId } from '@passant/contracts';
import { isWithinKm, type Point } from '@passant/geography';
import type { ReleasedTable, Tables, ZoneRow } from './released-tables';

/** Pairs that rows of flows are of, by where they begin; null: rows are where trips begin, columns where they lead. */
export type FlowPairs = ReadonlyMap<ZoneId, ReadonlySet<ZoneId>> | null;

/** Zones, or regions where the releases are between regions, or zones and beyond 50 km regions. */
export type FlowEndKind = 'zones' | 'regions' | 'zones-and-far-regions';

export interface ZoneWithPlace {
  readonly id: ZoneId;
  readonly regionId: ZoneId | null;
  readonly covered: boolean;
  readonly centroid: Point | null;
}

/** Whether rows are pairs: near ones of zones, far ones of regions. */
export const isByPairs = ({ columns }: Pick<ReleasedTable, 'columns'>): boolean => columns[0] === DAY_PARTS[0];

/** Pairs of a plan that may be told: of zones that are not known to be far apart, and of regions. */
export function listPossiblePairs(
  zones: { readonly from: readonly ZoneWithPlace[]; readonly to: readonly ZoneWithPlace[] },
  regions: { readonly from: readonly ZoneId[]; readonly to: readonly ZoneId[] },
): Map<ZoneId, ReadonlySet<ZoneId>> {
  const isNear = (one: Point | null, other: Point | null) => !one || !other || isWithinKm(one, other, FLOW_PAIR_KM);
  const far = new Set(regions.to);
  return new Map([
    ...zones.from.map(({ id, centroid }) => {
      const near = zones.to.filter((other) => isNear(centroid, other.centroid));
      return [id, new Set(near.map((other) => other.id))] as const;
    }),
    ...regions.from.map((region) => [region, far] as const),
  ]);
}

export const toRowIds = (pairs: NonNullable<FlowPairs>): FlowPair[] =>
  [...pairs].flatMap(([from, ends]) => [...ends].map((to) => toFlowPair(from, to)));

/** Those of them that there are rows of on any day: others are no figures. */
export const withRows = (pairs: NonNullable<FlowPairs>, { byZone }: Tables): NonNullable<FlowPairs> =>
  new Map(
    [...pairs].map(([from, ends]) => [from, new Set([...ends].filter((to) => byZone.has(toFlowPair(from, to))))]),
  );

/** Rows of the trips that begin in a place, with their tables. */
export function findRowsOf(from: ZoneId, pairs: FlowPairs, { byZone }: Tables): [ReleasedTable, ZoneRow][] {
  if (!pairs) return [...(byZone.get(from) ?? [])];
  return [...(pairs.get(from) ?? [])].flatMap((to) => [...(byZone.get(toFlowPair(from, to)) ?? [])]);
}
