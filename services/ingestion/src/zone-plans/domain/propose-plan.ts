import type { FootprintsArtefact, Market, ZonePlanArtefact, ZonePlanId } from '@passant/contracts';
import {
  type Parsed,
  parseCells,
  parsePlaces,
  parsePopulation,
  parseZonesGeoJson,
  planZones,
  type PlanNotes as GeographyNotes,
  type Problem,
} from '@passant/geography';
import type { NetworkFileKind, PlanNotes, PlanProblem, PlanZones } from './zone-plan';

export interface ProposalInput {
  readonly planId: ZonePlanId;
  readonly market: Market;
  /** The network operator's files, as text; `cells` must be there, all others may be missing. */
  readonly files: ReadonlyMap<NetworkFileKind, string>;
}

export type Proposal =
  | { readonly kind: 'refused'; readonly problems: readonly PlanProblem[] }
  | {
      readonly kind: 'proposed';
      /** Its version is given when it is stored. */
      readonly zones: Omit<PlanZones, 'version'>;
      readonly footprints: FootprintsArtefact;
      readonly cellCounts: Readonly<Record<string, number>>;
      readonly notes: PlanNotes;
    };

const NO_CELLS: Problem = {
  code: 'empty-file',
  message: 'No cells file was uploaded for this market: upload it first.',
};

/** Parses the files and lays out the zones; all problems of all files at once. */
export function proposePlan({ planId, market, files }: ProposalInput): Proposal {
  const cells = parse(files.get('cells'), parseCells);
  const zones = parse(files.get('zones'), parseZonesGeoJson);
  const places = parse(files.get('places'), parsePlaces);
  const population = parse(files.get('population'), parsePopulation);
  const problems = [cells, zones, places, population].flatMap((parsed) => parsed.problems);
  if (!cells.value) return refuse([...(files.has('cells') ? [] : [NO_CELLS]), ...problems]);
  if (problems.length > 0) return refuse(problems);

  const planned = planZones({
    market,
    cells: cells.value,
    ...(zones.value && { zones: zones.value.areas }),
    ...(places.value && { places: places.value.areas }),
    ...(population.value && { population: population.value }),
  });
  if (planned.kind === 'refused') return refuse(planned.problems);
  const footprints: FootprintsArtefact = { format: 'footprints/1', planId, ...planned.footprints };
  return {
    kind: 'proposed',
    zones: { format: 'zone-plan/2', planId, ...planned.plan },
    footprints,
    cellCounts: countCells(planned.plan, footprints),
    notes: [...toNotes(planned.notes), toRegionNote(planned.plan)],
  };
}

/** How many cells reach each zone. */
export function countCells(
  plan: Pick<ZonePlanArtefact, 'zones'>,
  { cells, footprints }: Pick<FootprintsArtefact, 'cells' | 'footprints'>,
): Record<string, number> {
  const counts = plan.zones.map(() => 0);
  for (const cell of cells) {
    for (const zone of footprints[cell.footprint]?.zones ?? []) if (zone < counts.length) counts[zone]!++;
  }
  return Object.fromEntries(plan.zones.map(({ id }, index) => [id, counts[index]!]));
}

const parse = <T>(text: string | undefined, parser: (text: string) => Parsed<T>) => {
  if (text === undefined) return { value: undefined, problems: [] };
  const parsed = parser(text);
  return parsed.kind === 'parsed'
    ? { value: parsed.value, problems: [] }
    : { value: undefined, problems: parsed.problems };
};

const refuse = (problems: readonly Problem[]): Proposal => ({
  kind: 'refused',
  problems: problems.map(({ code, message, line }) => ({ code, message, ...(line === undefined ? {} : { line }) })),
});

function toNotes({ merged, uncarved, surplusPopulation }: GeographyNotes): PlanNotes {
  return [
    ...merged.map(
      ({ id, members }) => `Zone ${id} is made of ${members.join(', ')}: alone they had too few residents.`,
    ),
    ...uncarved.map(({ id, reason }) => `Place ${id} is no zone of its own (${reason}).`),
    ...surplusPopulation.map((id) => `The population file names the area ${id}, which the zones file does not have.`),
  ];
}

const toRegionNote = ({ regions }: Pick<ZonePlanArtefact, 'regions'>): string =>
  `Figures are extrapolated over ${regions.length} region${regions.length === 1 ? '' : 's'}: ${regions.map(({ id }) => id).join(', ')}.`;
