import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { addDays, type Day, type Kit } from '@passant/contracts';
import { Coverage } from './coverage';
import { makeAdults, scanEvents } from './given-events';
import { copyKit, type KitFolder, KitInvalid, openKit, readGround } from './kit';
import { makeCity } from './made-city';
import { toNumber } from './numbers';
import { Atlas, makeDestinations, makePeople, type Person } from './people';
import { type Line, writeRegistry } from './registry';
import { RowWriter } from './row-writer';
import { DaySimulation, type SimulatedCity } from './simulate-day';
import { toWorkplacesCsv } from './workplaces';

export interface PrepareCityOptions {
  /** Where the city's files go, e.g. `<home>/city`. */
  readonly directory: string;
  /** Where the simulator writes where people were. Not written where events are given. */
  readonly truthFile: string;
  /** A folder with `kit.json`; without it a city is made. */
  readonly kitDirectory?: string;
  /** Subscribers to simulate; ignored where events are given. */
  readonly people: number;
  /** Share of lines that agree to place statistics, 0 to 1. */
  readonly consentShare: number;
  /**
   * How much the share varies by age, gender and district: between `consentShare · (1 - spread)` and `consentShare · (1 + spread)`.
   * 0 (unless told): not at all; 0.4 with a share of 0.5: between 30 and 70 %.
   */
  readonly consentSpread?: number;
  /** Days to simulate from the kit's first day on; ignored where events are given. */
  readonly days: number;
  readonly seed: number;
  readonly progress: (progress: CityProgress) => void;
}

export interface CityProgress {
  readonly step: 'ground' | 'people' | 'events' | 'registry' | 'reused';
  readonly done: number;
  readonly total: number;
  /** The local day that is simulated. */
  readonly day?: Day;
}

/** A file of events and the local days in it. */
export interface EventsFile {
  readonly path: string;
  /** Its name as an upload, e.g. `events-2026-06-08.csv.gz`. */
  readonly name: string;
  readonly days: readonly Day[];
  readonly rows: number;
}

export interface CitySummary {
  readonly origin: 'made-city' | 'kit-network' | 'kit-events';
  readonly kit: Kit;
  /** Absolute paths; `null` where the city has none. */
  readonly files: Readonly<Record<'kit' | 'cells' | 'subscribers' | 'decisions', string>> &
    Readonly<Record<'zones' | 'places' | 'population' | 'workplaces', string | null>>;
  readonly events: readonly EventsFile[];
  readonly days: readonly Day[];
  readonly subscribers: number;
  /** Lines that agree to place statistics (children and businesses among them, who are never counted). */
  readonly consenting: number;
  /** Rows of all events files; spoilt rows and duplicates are among them. Null for given events: nobody knows before the import. */
  readonly rows: number;
  readonly spoilt: number | null;
  readonly duplicates: number | null;
  /** Null where people are real. */
  readonly truthFile: string | null;
  /** Whether an earlier run with the same options and files had made it all. */
  readonly reused: boolean;
  readonly seconds: number;
}

/** Says that a folder is the simulator's to empty. */
const MARKER = '.simulated-city';
const WORKPLACES = 'workplaces.csv';

type Made = Omit<CitySummary, 'reused' | 'seconds' | 'files'>;

/**
 * Writes everything a network operator would deliver about a city into `directory`: network, zones, events by day, subscribers and decisions. The
 * same options give the same bytes; a second call with the same options and kit finds its work done.
 * @throws KitInvalid where the kit cannot be used
 */
export async function prepareCity(given: PrepareCityOptions): Promise<CitySummary> {
  const options = toAbsolute(given);
  const started = performance.now();
  const key = await toKey(options);
  const summaryFile = join(options.directory, 'summary.json');
  const known = await readSummary(summaryFile, key);
  if (known) {
    options.progress({ step: 'reused', done: known.rows, total: known.rows });
    return { ...known, reused: true, seconds: secondsSince(started) };
  }
  await clearDirectory(options.directory);
  await rm(options.truthFile, { force: true });
  await mkdir(dirname(options.truthFile), { recursive: true });
  const folder = await provideKit(options);
  const made =
    folder.kit.events === undefined ? await simulate(folder, options) : await useGivenEvents(folder, options);
  const summary: CitySummary = {
    ...made,
    files: {
      kit: join(options.directory, 'kit.json'),
      cells: join(options.directory, folder.kit.cells),
      zones: pathOrNull(options.directory, folder.kit.zones),
      places: pathOrNull(options.directory, folder.kit.places),
      population: pathOrNull(options.directory, folder.kit.population),
      workplaces: made.origin === 'kit-events' ? null : join(options.directory, WORKPLACES),
      subscribers: join(options.directory, 'subscribers.csv'),
      decisions: join(options.directory, 'decisions.csv'),
    },
    reused: false,
    seconds: secondsSince(started),
  };
  await writeFile(`${summaryFile}.part`, JSON.stringify({ key, summary }));
  await rename(`${summaryFile}.part`, summaryFile);
  return summary;
}

function toAbsolute(options: PrepareCityOptions): PrepareCityOptions {
  const { directory, truthFile, kitDirectory } = options;
  return {
    ...options,
    directory: resolve(directory),
    truthFile: resolve(truthFile),
    kitDirectory: kitDirectory === undefined ? undefined : resolve(kitDirectory),
  };
}

/** Empties a folder that an earlier run filled; leaves alone what somebody else put there. */
async function clearDirectory(directory: string): Promise<void> {
  const found = await readdir(directory).catch((): string[] => []);
  if (found.length > 0 && !found.includes(MARKER)) {
    throw new KitInvalid(`${directory} holds files that are not the simulator's: choose another folder or empty it.`);
  }
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, MARKER), 'Made by the simulator; it may delete this folder.\n');
}

/** The kit's files lie in `directory` afterwards; events stay where they are. */
async function provideKit({ directory, kitDirectory, people, seed, progress }: PrepareCityOptions): Promise<KitFolder> {
  progress({ step: 'ground', done: 0, total: 1 });
  if (kitDirectory === undefined) {
    for (const [name, text] of makeCity(people, seed).files) await writeFile(join(directory, name), text);
  } else {
    await copyKit(await openKit(kitDirectory), directory);
  }
  progress({ step: 'ground', done: 1, total: 1 });
  return kitDirectory === undefined ? openKit(directory) : openKit(kitDirectory);
}

async function simulate(folder: KitFolder, options: PrepareCityOptions): Promise<Made> {
  const { kit } = folder;
  const { seed, people: count, directory, progress } = options;
  const ground = await readGround(folder);
  progress({ step: 'people', done: 0, total: count });
  const atlas = new Atlas(new Coverage(ground.cells), ground.cells[0]!.latitude);
  const destinations = makeDestinations(ground, atlas, count, seed);
  const people = makePeople(ground, atlas, destinations, { count, seed });
  const scale = ground.districts.reduce((sum, { residents }) => sum + (residents ?? 0), 0) / count || 1;
  await writeFile(join(directory, WORKPLACES), toWorkplacesCsv(people, ground.districts, { atlas, scale }));
  const numbers = people.map((_, person) => toNumber(person, kit.country, seed));
  progress({ step: 'people', done: count, total: count });
  const registry = await writeRegistryOf(() => toLines(people, numbers, kit), kit, options);

  const days = Array.from({ length: options.days }, (_, index) => addDays(kit.firstDay, index));
  const city: SimulatedCity = {
    people,
    numbers: numbers.map((number) => Buffer.from(number)),
    cellIds: ground.cells.map(({ cellId }) => Buffer.from(cellId)),
    atlas,
    destinations,
    timeZone: kit.timeZone,
    seed,
  };
  const truth = new RowWriter(options.truthFile);
  truth.text('person,latitude,longitude,start,end').endRow();
  const simulation = new DaySimulation(city, truth);
  const events: EventsFile[] = [];
  let [spoilt, duplicates] = [0, 0];
  for (const day of days) {
    const name = `events-${day}.csv.gz`;
    const path = join(directory, name);
    const counts = await simulation.run(day, path, (done) => progress({ step: 'events', done, total: count, day }));
    events.push({ path, name, days: [day], rows: counts.rows });
    spoilt += counts.spoilt;
    duplicates += counts.duplicates;
    progress({ step: 'events', done: count, total: count, day });
  }
  await truth.close();
  return {
    origin: options.kitDirectory === undefined ? 'made-city' : 'kit-network',
    kit,
    events,
    days,
    ...registry,
    rows: events.reduce((sum, { rows }) => sum + rows, 0),
    spoilt,
    duplicates,
    truthFile: options.truthFile,
  };
}

async function useGivenEvents(folder: KitFolder, options: PrepareCityOptions): Promise<Made> {
  const { kit } = folder;
  const path = folder.path('events')!;
  options.progress({ step: 'events', done: 0, total: 1 });
  const { numbers, days, rows } = await scanEvents(path, kit.timeZone);
  options.progress({ step: 'events', done: 1, total: 1 });
  const firstDay = days.length > 0 && days[0]! < kit.firstDay ? days[0]! : kit.firstDay;
  const lines = () => makeAdults(numbers, firstDay, options.seed);
  const registry = await writeRegistryOf(lines, { ...kit, firstDay }, options);
  const events = [{ path, name: basename(path), days, rows }];
  return {
    origin: 'kit-events',
    kit,
    events,
    days,
    ...registry,
    rows,
    spoilt: null,
    duplicates: null,
    truthFile: null,
  };
}

async function writeRegistryOf(lines: () => Iterable<Line>, kit: Kit, options: PrepareCityOptions) {
  const { directory, consentShare, consentSpread = 0, seed, progress } = options;
  progress({ step: 'registry', done: 0, total: 1 });
  const counts = await writeRegistry({
    lines,
    consentShare,
    consentSpread,
    firstDay: kit.firstDay,
    seed,
    subscribersFile: join(directory, 'subscribers.csv'),
    decisionsFile: join(directory, 'decisions.csv'),
  });
  progress({ step: 'registry', done: 1, total: 1 });
  return counts;
}

function* toLines(people: readonly Person[], numbers: readonly string[], kit: Kit): Generator<Line> {
  const year = Number(kit.firstDay.slice(0, 4));
  for (const [index, { age, gender, homeArea, business }] of people.entries()) {
    // A year earlier than the age says, for whoever has not had a birthday yet: 18 means 18 on the first day.
    yield { number: numbers[index]!, birthYear: year - age - 1, gender, homeArea, business };
  }
}

/** What the outcome depends on: the options, this version of the simulator and the kit's files. */
async function toKey(options: PrepareCityOptions): Promise<string> {
  const { kitDirectory, people, consentShare, consentSpread = 0, days, seed, truthFile } = options;
  const parts: unknown[] = [
    'simulator/3',
    kitDirectory ?? null,
    people,
    consentShare,
    consentSpread,
    days,
    seed,
    truthFile,
  ];
  if (kitDirectory !== undefined) {
    const { kit, path } = await openKit(kitDirectory);
    parts.push(kit);
    for (const key of ['cells', 'zones', 'places', 'population', 'events'] as const) {
      const file = path(key);
      const found = file === undefined ? undefined : await stat(file);
      parts.push(found ? [file, found.size, found.mtimeMs] : null);
    }
  }
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The summary of an earlier run with the same key whose files are all still there. */
async function readSummary(file: string, key: string): Promise<CitySummary | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { key: itsKey, summary } = JSON.parse(text) as { key: string; summary: CitySummary };
  if (itsKey !== key) return undefined;
  const paths = [...Object.values(summary.files), summary.truthFile, ...summary.events.map(({ path }) => path)];
  const there = await Promise.all(
    paths.map(async (path) => path === null || (await stat(path).catch(() => undefined))),
  );
  return there.every(Boolean) ? summary : undefined;
}

const pathOrNull = (directory: string, name: string | undefined) => (name === undefined ? null : join(directory, name));
const secondsSince = (started: number) => Math.round(performance.now() - started) / 1_000;
