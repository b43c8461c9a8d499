import type { Market, Region, ZoneId } from '@passant/contracts';
import { intersection } from 'polygon-clipping';
import { tryOverlay } from './check-partition';
import { mergeGroups } from './merge-groups';
import { compareIds, joinNames, type Leaf } from './merge-small-leaves';
import type { Area } from './parse-areas';
import type { AdultsByAge, AreaPopulation } from './parse-population';
import { mapPositions, type Projection } from './projection';
import { areaOf, boxesTouch, boxOf, type MultiPolygon, type Position } from './ring';
import { measureSharedBorders } from './shared-borders';

/** Leaves are merged into regions of at least so many public residents. */
export const LEAST_RESIDENTS_OF_REGION = 50_000;
const LONGEST_NAME = 400;

/** The regions of a plan, sorted by id, and in which of them (its number) each leaf lies. */
export interface Regions {
  readonly regions: readonly Region[];
  readonly regionOfLeaf: ReadonlyMap<string, number>;
}

/**
 * Merges leaves into regions by the rule that merges districts into leaves, up to 50,000 public residents. A leaf that borders on none
 * (an island) goes with the nearest; where all have fewer together, one region holds all.
 * @param leaves before places are carved out of them
 */
export function makeRegions(
  leaves: readonly Leaf[],
  population: readonly AreaPopulation[],
  projection: Projection,
): Regions {
  const sorted = [...leaves].sort((a, b) => compareIds(a.id, b.id));
  const shapes = sorted.map(({ geometry }) => mapPositions(geometry, projection.toMetres));
  const middles = shapes.map(middleOf);
  const { groups } = mergeGroups({
    residents: sorted.map(({ residents }) => residents),
    borders: measureSharedBorders(shapes),
    least: LEAST_RESIDENTS_OF_REGION,
    findOther: (members, others) => findNearest(members, others, middles),
  });
  const byArea = new Map(population.map((area) => [area.areaId, area]));
  const found = groups.map((group) => {
    const members = group.map((index) => sorted[index]!);
    const byResidents = members.sort((a, b) => b.residents - a.residents || compareIds(a.id, b.id));
    const region: Region = {
      id: `R-${byResidents[0]!.id}`.slice(0, 63) as ZoneId,
      name: joinNames(byResidents, LONGEST_NAME),
      residents: addUp(members.flatMap((leaf) => leaf.members.map((id) => byArea.get(id)!))),
    };
    return { region, members };
  });
  found.sort((a, b) => compareIds(a.region.id, b.region.id));
  const regionOfLeaf = found.flatMap(({ members }, number) => members.map(({ id }) => [id, number] as const));
  return { regions: found.map(({ region }) => region), regionOfLeaf: new Map(regionOfLeaf) };
}

/** Without public residents there is nothing to merge by: one region holds the whole market. */
export function makeOneRegion(leaves: readonly Leaf[], market: Market): Regions {
  const region: Region = { id: 'R-all' as ZoneId, name: market.name, residents: null };
  return { regions: [region], regionOfLeaf: new Map(leaves.map(({ id }) => [id, 0])) };
}

/** The leaf that a place is cut from: that which it takes most of; of a place beyond all of them, the nearest. */
export function findLeafOf(place: Area, leaves: readonly Leaf[], projection: Projection): string {
  const box = boxOf(place.geometry);
  const toMetres = (geometry: MultiPolygon) => mapPositions(geometry, projection.toMetres);
  const common = leaves.map(({ geometry }) => {
    const overlay = boxesTouch(box, boxOf(geometry)) && tryOverlay(() => intersection(place.geometry, geometry));
    return overlay ? areaOf(toMetres(overlay)) : 0;
  });
  const most = common.indexOf(Math.max(...common));
  if (common[most]! > 0) return leaves[most]!.id;
  const middles = [place, ...leaves].map(({ geometry }) => middleOf(toMetres(geometry)));
  const others = leaves.map((_, index) => [index + 1]);
  return leaves[findNearest([0], others, middles)]!.id;
}

function addUp(areas: readonly AreaPopulation[]): Region['residents'] {
  const sum = (of: (area: AreaPopulation) => number) => areas.reduce((total, area) => total + of(area), 0);
  const bands = (gender: keyof AdultsByAge) =>
    [0, 1, 2, 3, 4, 5].map((band) => sum(({ adults }) => adults![gender][band]!));
  return {
    female: sum(({ female }) => female),
    male: sum(({ male }) => male),
    adults: areas.every(({ adults }) => adults) ? { female: bands('female'), male: bands('male') } : null,
  };
}

/** The group whose nearest member is nearest to any of `members`; equally near: the first. */
function findNearest(
  members: readonly number[],
  others: readonly (readonly number[])[],
  middles: readonly Position[],
): number {
  const distance = (a: number, b: number) =>
    Math.hypot(middles[a]![0] - middles[b]![0], middles[a]![1] - middles[b]![1]);
  const distances = others.map((group) =>
    Math.min(...group.flatMap((other) => members.map((member) => distance(member, other)))),
  );
  return distances.indexOf(Math.min(...distances));
}

function middleOf(geometry: MultiPolygon): Position {
  const [west, south, east, north] = boxOf(geometry);
  return [(west + east) / 2, (south + north) / 2];
}
