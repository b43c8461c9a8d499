import type { FootprintsArtefact, Zone } from '@passant/contracts';
import { findOverlaps, type Raster } from './find-overlaps';
import { type IndoorGroup, toIndoorGroups, weakenBehindWalls } from './indoor-groups';
import { type CellGroup, joinAlike } from './join-alike';
import { compareIds } from './merge-small-leaves';
import type { RadioCell } from './parse-cells';
import { mapPositions, type Projection } from './projection';
import type { MultiPolygon } from './ring';
import { shareSamples } from './share-samples';
import { SampleIndex, type Samples, toSamples } from './to-samples';
import { toSites } from './to-sites';
import { type ResidentArea, weighSamples } from './weigh-samples';

/** What `FootprintsArtefact` holds apart from its head. */
export type FootprintContents = Pick<FootprintsArtefact, 'cells' | 'footprints' | 'overlaps'>;
type Footprint = FootprintContents['footprints'][number];

export interface FootprintInput {
  readonly cells: readonly RadioCell[];
  readonly zones: readonly Pick<Zone, 'geometry' | 'kind'>[];
  /** Public residents and workplaces by area (in degrees, none overlapping another). Empty: people live anywhere. */
  readonly residents: readonly (Omit<ResidentArea, 'shape'> & { readonly geometry: MultiPolygon })[];
  readonly projection: Projection;
}

const LEAST_PROBABILITY = 1e-4;
/** Overlaps are sought on a raster of 3 × 3 samples a cell, so that they do not hang on single ones. */
const SAMPLES_OF_RASTER_STEP = 3;

interface NumberedGroup extends CellGroup {
  /** The zone of in-building cells. */
  readonly indoorZone: number | undefined;
}

/**
 * `P(zone | cell)` and which footprints overlap. A footprint is a distribution over a raster: where the cell serves a telephone among its
 * neighbours, times how likely people are there. In-building cells belong to the zone they stand in. The outcome depends on what the files
 * hold, not on its order.
 */
export function toFootprints({ cells, zones, residents, projection }: FootprintInput): FootprintContents {
  const toMetres = (geometry: MultiPolygon) => mapPositions(geometry, projection.toMetres);
  const shapes = zones.map(({ geometry }) => toMetres(geometry.coordinates as MultiPolygon));
  const isPlace = zones.map(({ kind }) => kind === 'place');
  const sites = toSites(cells, projection);
  const samples = toSamples(shapes, sites);
  const indoor = toIndoorGroups(cells, shapes, samples, projection);
  const shares = weakenBehindWalls(shareSamples(sites, samples), indoor, isPlace);
  const areas = residents.map(({ geometry, ...area }) => ({ ...area, shape: toMetres(geometry) }));
  const prior = weighSamples({ samples, isPlace, areas, shares, indoor });
  const groups = toGroups(joinAlike(shares, prior, new SampleIndex(samples.positions)), indoor, prior);
  const numbers = new Map(
    groups.flatMap((group, number) => group.cells.map(({ cellId }) => [cellId, number] as const)),
  );
  return {
    cells: [...cells]
      .sort((a, b) => compareIds(a.cellId, b.cellId))
      .map(({ cellId, latitude, longitude }) => ({ cellId, footprint: numbers.get(cellId)!, latitude, longitude })),
    footprints: groups.map((group) => toFootprint(group, samples)),
    overlaps: overlapsOf(groups, samples),
  };
}

/** Numbered by the smallest id of their cells. */
function toGroups(outdoor: readonly CellGroup[], indoor: readonly IndoorGroup[], prior: Float64Array): NumberedGroup[] {
  const inBuildings = indoor.map(({ cells, zone, samples }): NumberedGroup => {
    return { cells, weights: new Map(samples.map((sample) => [sample, prior[sample]!])), indoorZone: zone };
  });
  const groups = [...outdoor.map((group): NumberedGroup => ({ ...group, indoorZone: undefined })), ...inBuildings];
  const firstId = ({ cells }: CellGroup) => cells.reduce((least, { cellId }) => (cellId < least ? cellId : least), cells[0]!.cellId); // prettier-ignore
  return groups
    .map((group) => ({ group, id: firstId(group) }))
    .sort((a, b) => compareIds(a.id, b.id))
    .map(({ group }) => group);
}

function toFootprint({ weights, indoorZone }: NumberedGroup, { zones }: Samples): Footprint {
  if (indoorZone !== undefined) return { zones: [indoorZone], probabilities: [1] };
  const byZone = new Map<number, number>();
  for (const [sample, weight] of weights) byZone.set(zones[sample]!, (byZone.get(zones[sample]!) ?? 0) + weight);
  const total = sumOf([...byZone.values()]);
  const kept = [...byZone].filter(([, weight]) => weight / total >= LEAST_PROBABILITY).sort(([a], [b]) => a - b);
  const keptTotal = sumOf(kept.map(([, weight]) => weight));
  return { zones: kept.map(([zone]) => zone), probabilities: kept.map(([, weight]) => weight / keptTotal) };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** In-building footprints of different zones never overlap each other: walls part them. */
function overlapsOf(groups: readonly NumberedGroup[], { positions, stepMetres }: Samples): [number, number][] {
  const step = SAMPLES_OF_RASTER_STEP * stepMetres;
  const numbers = new Map<string, number>();
  const cellOf = positions.map(([x, y]) => {
    const key = `${Math.floor(x / step)},${Math.floor(y / step)}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const rasters = groups.map(({ weights }): Raster => {
    const raster = new Map<number, number>();
    for (const [sample, weight] of weights) raster.set(cellOf[sample]!, (raster.get(cellOf[sample]!) ?? 0) + weight);
    return raster;
  });
  const isIndoor = (footprint: number) => groups[footprint]!.indoorZone !== undefined;
  return findOverlaps(rasters).filter(([a, b]) => !(isIndoor(a) && isIndoor(b)));
}
