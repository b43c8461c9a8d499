import { compareIds } from './merge-small-leaves';
import type { RadioCell } from './parse-cells';
import type { Projection } from './projection';
import { isInside, type MultiPolygon, type Position } from './ring';
import type { SectorShare } from './share-samples';
import { SampleIndex, type Samples } from './to-samples';

/** An in-building cell serves its building: samples of its zone within this distance. */
const INDOOR_REACH_METRES = 100;
/** Where it is heard in a place it serves nine people of ten: walls weaken the sectors outside. */
const INDOOR_SHARE = 0.9;

/** The in-building cells of one zone. */
export interface IndoorGroup {
  readonly cells: readonly RadioCell[];
  /** Index of the zone they stand in; the number of zones for `outside`. */
  readonly zone: number;
  readonly samples: readonly number[];
}

/** @param shapes zones in metres */
export function toIndoorGroups(
  cells: readonly RadioCell[],
  shapes: readonly MultiPolygon[],
  samples: Samples,
  projection: Projection,
): IndoorGroup[] {
  const positionOf = ({ longitude, latitude }: RadioCell): Position => projection.toMetres([longitude, latitude]);
  const byZone = new Map<number, RadioCell[]>();
  for (const cell of cells.filter(({ indoor }) => indoor).sort((a, b) => compareIds(a.cellId, b.cellId))) {
    const found = shapes.findIndex((shape) => isInside(shape, positionOf(cell)));
    const zone = found < 0 ? shapes.length : found;
    byZone.set(zone, [...(byZone.get(zone) ?? []), cell]);
  }
  if (byZone.size === 0) return [];
  const index = new SampleIndex(samples.positions);
  return [...byZone].map(([zone, ofZone]) => {
    const near = ofZone.flatMap((cell) => index.findWithin(positionOf(cell), INDOOR_REACH_METRES));
    const within = [...new Set(near)].filter((sample) => samples.zones[sample] === zone).sort((a, b) => a - b);
    return { cells: ofZone, zone, samples: within.length > 0 ? within : index.findNearest(positionOf(ofZone[0]!)) };
  });
}

/** Leaves to the sectors outside what in-building cells do not serve. Only in places: elsewhere the building is not the zone. */
export function weakenBehindWalls(
  shares: readonly SectorShare[],
  groups: readonly IndoorGroup[],
  isPlace: readonly boolean[],
): SectorShare[] {
  const behind = new Set(groups.flatMap(({ zone, samples }) => (isPlace[zone] ? samples : [])));
  if (behind.size === 0) return [...shares];
  return shares.map((share) => {
    const weakened = share.probabilities.map((probability, index) =>
      behind.has(share.samples[index]!) ? probability * (1 - INDOOR_SHARE) : probability,
    );
    return { ...share, probabilities: weakened };
  });
}
