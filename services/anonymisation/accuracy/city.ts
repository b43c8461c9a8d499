import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  addDays,
  daysOf,
  monthOf,
  type Day,
  type FootprintsArtefact,
  type Kit,
  type Market,
  type MarketId,
  type Zone,
  type ZonePlanArtefact,
  type ZonePlanId,
} from '@passant/contracts';
import {
  parseCells,
  parsePlaces,
  parsePopulation,
  parseZonesGeoJson,
  planZones,
  type Parsed,
} from '@passant/geography';
import { prepareCity } from '@passant/simulator';
import type { AccuracyCase } from './cases';

const LEIPZIG = join('shared', 'data', 'leipzig');
const PLAN_ID = '018f0000-0000-4000-8000-000000000001' as ZonePlanId;

export interface CityPlan {
  readonly market: Market;
  readonly zones: readonly Zone[];
  readonly regions: ZonePlanArtefact['regions'];
  readonly footprints: FootprintsArtefact;
}

export interface CityToSimulate {
  readonly of: AccuracyCase;
  readonly seed: number;
  /** Empty, for this city alone. */
  readonly folder: string;
  /** Called when the events of a day are written; days go on being simulated meanwhile. */
  readonly onDay: (day: Day, eventsFile: string) => void;
}

/** The kit of Leipzig where it lies beside the repository (source and build lie at different depths); without it a city is made. */
export function findKit(): string | undefined {
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, LEIPZIG, 'kit.json'))) return join(folder, LEIPZIG);
  }
  return undefined;
}

/** Simulates the people of a case over the network of Leipzig (or of a made city) and keeps the truth. */
export async function simulateCity({ of, seed, folder, onDay }: CityToSimulate): Promise<void> {
  const directory = join(folder, 'city');
  let current: Day | undefined;
  const finish = () => {
    if (current !== undefined) onDay(current, join(directory, `events-${current}.csv.gz`));
  };
  await prepareCity({
    directory,
    truthFile: join(folder, 'truth.csv'),
    kitDirectory: await provideKit(of, folder),
    people: of.lines,
    // Panels are drawn by this tool; what the simulator decides is not used.
    consentShare: 0,
    days: of.days,
    seed,
    progress: ({ day }) => {
      // Only when the next day has begun is the file of the last one sure to be closed.
      if (day === undefined || day === current) return;
      finish();
      current = day;
    },
  });
  finish();
}

/** The kit as it is; a case of a month begins with the first whole month of 31 days. */
async function provideKit(of: AccuracyCase, folder: string): Promise<string | undefined> {
  const kit = of.over === 'kit' ? findKit() : undefined;
  if (of.days < 28 || kit === undefined) return kit;
  const copy = join(folder, 'kit');
  await mkdir(copy);
  await cp(kit, copy, { recursive: true });
  const described = JSON.parse(await readFile(join(kit, 'kit.json'), 'utf8')) as Kit;
  await writeFile(
    join(copy, 'kit.json'),
    JSON.stringify({ ...described, firstDay: firstOfLongMonth(described.firstDay) }),
  );
  return copy;
}

/** The first day of the first whole month of 31 days from a day on. */
export function firstOfLongMonth(day: Day): Day {
  let first = day;
  while (!first.endsWith('-01') || daysOf(monthOf(first)).length !== 31) first = addDays(first, 1);
  return first;
}

/** The zone plan of a city, by the rules of `libs/geography`, from its own files. */
export async function planCity(directory: string): Promise<CityPlan> {
  const read = (file: string) => readFile(join(directory, file), 'utf8');
  const kit = JSON.parse(await read('kit.json')) as Kit;
  const optional = async <T>(file: string | undefined, parse: (text: string) => Parsed<T>): Promise<T | undefined> =>
    file === undefined ? undefined : valueOf(parse(await read(file)));
  const { name, country, timeZone, firstDay } = kit;
  const market: Market = { id: 'ACCURACY' as MarketId, name, country, timeZone, firstDay };
  const planned = planZones({
    market,
    cells: valueOf(parseCells(await read(kit.cells))),
    zones: (await optional(kit.zones, parseZonesGeoJson))?.areas,
    places: (await optional(kit.places, parsePlaces))?.areas,
    population: await optional(kit.population, parsePopulation),
  });
  if (planned.kind === 'refused') throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const { plan, footprints } = planned;
  return {
    market,
    zones: plan.zones,
    regions: plan.regions,
    footprints: { format: 'footprints/1', planId: PLAN_ID, ...footprints },
  };
}

function valueOf<T>(parsed: Parsed<T>): T {
  if (parsed.kind !== 'parsed') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.value;
}
