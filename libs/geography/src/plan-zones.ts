import type { Market, Zone, ZoneId, ZonePlanArtefact } from '@passant/contracts';
import { carvePlaces, type Uncarved } from './carve-places';
import { checkPartition } from './check-partition';
import { findInseparable } from './find-inseparable';
import { type FootprintContents, toFootprints } from './footprints';
import { toH3Zones } from './h3-zones';
import { findLeafOf, makeOneRegion, makeRegions } from './make-regions';
import { compareIds, type Leaf, mergeSmallLeaves } from './merge-small-leaves';
import type { Area, Place } from './parse-areas';
import type { RadioCell } from './parse-cells';
import type { AreaPopulation } from './parse-population';
import type { Problem } from './problem';
import { mapPositions, projectAround, type Projection } from './projection';
import { areaOf, type MultiPolygon, normalise } from './ring';

export interface ZonePlanInput {
  readonly market: Market;
  readonly cells: readonly RadioCell[];
  readonly zones?: readonly Area[];
  readonly places?: readonly Place[];
  readonly population?: readonly AreaPopulation[];
}

/** What the rules did, for the people who approve the plan. */
export interface PlanNotes {
  /** Leaves made of several districts. */
  readonly merged: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** Places that are no zone, and why. */
  readonly uncarved: readonly { readonly id: string; readonly reason: Uncarved | 'no-districts' }[];
  /** Areas of the population file that no zone of the zones file has. */
  readonly surplusPopulation: readonly string[];
}

export type PlannedZones =
  | {
      readonly kind: 'planned';
      readonly plan: Pick<ZonePlanArtefact, 'market' | 'residents' | 'zones' | 'regions'>;
      readonly footprints: FootprintContents;
      readonly notes: PlanNotes;
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/**
 * Makes the zones of a market and `P(zone | cell)` by the rules of the zone plan: districts are checked to be a partition, leaves
 * under 5,000 public residents merged, large public places carved out, leaves joined to regions. Without districts: H3 cells. Same
 * input, in any order: same plan. Cells must not be empty.
 */
export function planZones({ market, cells, zones, places = [], population }: ZonePlanInput): PlannedZones {
  if (cells.length === 0) {
    return refuse([{ code: 'no-zones', message: 'The network has no cells: a plan needs at least one.' }]);
  }
  const projection = projectAround(middleOf(cells));
  if (!zones) {
    const { zones: hexagons, regions, footprints } = toH3Zones(cells, projection);
    const uncarved = places.map(({ id }) => ({ id, reason: 'no-districts' as const }));
    const surplusPopulation = (population ?? []).map(({ areaId }) => areaId);
    const notes = { merged: [], uncarved, surplusPopulation };
    return { kind: 'planned', plan: { market, residents: null, zones: hexagons, regions }, footprints, notes };
  }
  const unknown = population ? findMissingPopulation(zones, population) : [];
  const broken = [...unknown, ...checkPartition(zones, projection)];
  if (broken.length > 0) return refuse(broken);

  const merged = population ? mergeSmallLeaves(zones, toResidents(population), projection) : keepLeaves(zones);
  if (merged.kind === 'refused') return merged;
  const carved = carvePlaces(merged.leaves, places, cells, projection);
  if (carved.kind === 'refused') return carved;

  const { regions, regionOfLeaf } = population
    ? makeRegions(merged.leaves, population, projection)
    : makeOneRegion(merged.leaves, market);
  const leaves = [
    ...carved.leaves.map((leaf) => {
      const facts = { residents: population ? leaf.residents : null, areas: [...leaf.members] };
      return toZone(leaf, 'district', { ...facts, region: regionOfLeaf.get(leaf.id)! });
    }),
    ...carved.places.map((place) => {
      const region = regionOfLeaf.get(findLeafOf(place, merged.leaves, projection))!;
      return toZone(place, 'place', { residents: population ? 0 : null, areas: [], region });
    }),
  ].sort((a, b) => compareIds(a.id, b.id));
  const twice = leaves.find(({ id }, index) => leaves[index + 1]?.id === id);
  if (twice) return refuse([usedTwice(twice.id)]);

  const shapes = leaves.map((leaf) => ({ ...leaf, areaSquareMetres: areaOfZone(leaf, projection) }));
  const residents = population ? toResidentAreas(zones, population) : [];
  const footprints = toFootprints({ cells, zones: shapes, residents, projection });
  const inseparable = findInseparable(shapes, footprints);
  if (inseparable.length > 0) return refuse(inseparable);
  const covered = new Set(footprints.footprints.flatMap((footprint) => footprint.zones));
  return {
    kind: 'planned',
    plan: {
      market,
      residents: population ? merged.leaves.reduce((sum, { residents }) => sum + residents, 0) : null,
      zones: shapes.map((zone, index) => ({ ...zone, covered: covered.has(index) })),
      regions: [...regions],
    },
    footprints,
    notes: {
      merged: merged.leaves.filter(({ members }) => members.length > 1).map(({ id, members }) => ({ id, members })),
      uncarved: carved.uncarved,
      surplusPopulation: findSurplus(zones, population ?? []),
    },
  };
}

const refuse = (problems: readonly Problem[]): PlannedZones => ({ kind: 'refused', problems });

function middleOf(cells: readonly RadioCell[]): number {
  const latitudes = cells.map(({ latitude }) => latitude).sort((a, b) => a - b);
  return latitudes[Math.floor(latitudes.length / 2)]!;
}

const toResidents = (population: readonly AreaPopulation[]): Map<string, number> =>
  new Map(population.map(({ areaId, residents }) => [areaId, residents]));

/** Districts as they are, before small ones are merged: they say most about where people live and work. */
function toResidentAreas(zones: readonly Area[], population: readonly AreaPopulation[]) {
  const known = new Map(population.map((area) => [area.areaId, area]));
  const sorted = [...zones].sort((a, b) => compareIds(a.id, b.id));
  return sorted.map(({ id, geometry }) => {
    const { residents, workplaces } = known.get(id) ?? { residents: 0, workplaces: null };
    return { geometry, residents, workplaces };
  });
}

function keepLeaves(zones: readonly Area[]): { kind: 'merged'; leaves: Leaf[] } {
  const leaves = zones.map((zone) => ({
    ...zone,
    geometry: normalise(zone.geometry),
    residents: 0,
    members: [zone.id],
  }));
  return { kind: 'merged', leaves: leaves.sort((a, b) => compareIds(a.id, b.id)) };
}

function findMissingPopulation(zones: readonly Area[], population: readonly AreaPopulation[]): Problem[] {
  const known = new Set(population.map(({ areaId }) => areaId));
  const ids = zones.map(({ id }) => id).filter((id) => !known.has(id));
  if (ids.length === 0) return [];
  const message = `The population file has no row for the zones ${ids.join(', ')}: add one each (area_id as in the zones file).`;
  return [{ code: 'missing-population', message, ids }];
}

function findSurplus(zones: readonly Area[], population: readonly AreaPopulation[]): string[] {
  const ids = new Set(zones.map(({ id }) => id));
  return population.map(({ areaId }) => areaId).filter((id) => !ids.has(id));
}

function toZone(
  { id, name, geometry }: Area,
  kind: Zone['kind'],
  facts: Pick<Zone, 'residents' | 'areas' | 'region'>,
): Omit<Zone, 'areaSquareMetres' | 'covered'> {
  return { id: id as ZoneId, name, kind, ...facts, geometry: { type: 'MultiPolygon', coordinates: geometry } };
}

const areaOfZone = ({ geometry }: Pick<Zone, 'geometry'>, projection: Projection): number =>
  areaOf(mapPositions(geometry.coordinates as MultiPolygon, projection.toMetres));

function usedTwice(id: string): Problem {
  return {
    code: 'duplicate-id',
    message: `A district and a place both have the id ${id}: rename one of them.`,
    ids: [id],
  };
}
