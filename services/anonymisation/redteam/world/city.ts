import {
  AGE_BANDS,
  GENDERS,
  type Day,
  type FootprintsArtefact,
  type Group,
  type Market,
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
import { prepareCity, type CitySummary } from '@passant/simulator';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { diceOf } from '../attacks/random';
import { type PlanZone, toPlanZone } from '../../src/plans/domain/to-plan-zone';
import type { PlanFacts } from '../../src/step-three/table-domain';

/** Someone on the panel, as presence rows show them. */
export interface PanelMember {
  readonly number: string;
  readonly group: Group;
  /** Codes as in `AGE_BANDS` and `GENDERS`. */
  readonly age: number;
  readonly gender: number;
  readonly homeArea: string;
}

/** An event of a person: UNIX seconds, cell. */
export interface Trace {
  readonly seconds: Int32Array;
  readonly cells: readonly string[];
}

/** A city before anything was transformed: public facts, a panel, its events by day and person. */
export interface City {
  readonly name: string;
  readonly market: Market;
  readonly plan: Omit<PlanFacts, 'zones'> & { readonly zones: readonly PlannedZone[] };
  readonly footprints: FootprintsArtefact;
  readonly members: readonly PanelMember[];
  readonly days: readonly { readonly day: Day; readonly traces: readonly Trace[] }[];
}

type Planned = Extract<ReturnType<typeof planZones>, { kind: 'planned' }>['plan'];
export type PlannedZone = Planned['zones'][number] & PlanZone;

const PLAN_ID = '018f0000-0000-4000-8000-000000000001' as ZonePlanId;
/** People that make the simulator lay out all of its sixteen districts. */
const WHOLE_CITY = 19_000;
/** Of people with consent: for both purposes, for place statistics alone, for planning alone. */
const GROUP_SHARES = { both: 0.5, own: 0.35 };
/** Who also lets age, gender and home area be used. */
const PROFILE_SHARE = 0.8;

/** A simulated town of sixteen districts, a station and a shopping centre of four parts; everybody in it is on the panel. */
export async function simulateCity(options: {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
}): Promise<City> {
  const home = await mkdtemp(join(tmpdir(), 'passant-redteam-'));
  try {
    const common = {
      consentShare: 1,
      seed: options.seed,
      progress: () => undefined,
      truthFile: join(home, 'truth.csv'),
    };
    const kitDirectory = join(home, 'kit');
    await prepareCity({ ...common, directory: kitDirectory, people: WHOLE_CITY, days: 0 });
    const summary = await prepareCity({ ...common, directory: join(home, 'city'), kitDirectory, ...options });
    return await readCity('simulated', summary, options.seed);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Real people's check-ins (`shared/data/nyc`), given made-up ages and homes by the simulator; the busiest days. */
export async function readCheckIns(
  kitDirectory: string,
  options: { readonly days: number; readonly seed: number },
): Promise<City> {
  const home = await mkdtemp(join(tmpdir(), 'passant-redteam-'));
  try {
    const summary = await prepareCity({
      directory: join(home, 'city'),
      truthFile: join(home, 'truth.csv'),
      kitDirectory,
      people: 0,
      consentShare: 1,
      days: 0,
      seed: options.seed,
      progress: () => undefined,
    });
    return await readCity('check-ins', summary, options.seed, options.days);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function readCity(name: string, summary: CitySummary, seed: number, mostDays = Infinity): Promise<City> {
  const { kit, files } = summary;
  const market = {
    id: 'redteam',
    name: kit.name,
    country: kit.country,
    timeZone: kit.timeZone,
    firstDay: kit.firstDay,
  } as Market;
  const read = (file: string) => readFile(file, 'utf8');
  const planned = planZones({
    market,
    cells: valueOf(parseCells(await read(files.cells))),
    ...(files.zones && { zones: valueOf(parseZonesGeoJson(await read(files.zones))).areas }),
    ...(files.places && { places: valueOf(parsePlaces(await read(files.places))).areas }),
    ...(files.population && { population: valueOf(parsePopulation(await read(files.population))) }),
  });
  if (planned.kind === 'refused') throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const members = await readMembers(files.subscribers, summary.days[0]!, seed);
  const numberOf = new Map(members.map(({ number }, index) => [number, index]));
  const events = await readEvents(summary, numberOf);
  const busiest = [...events].sort((a, b) => b[1].rows - a[1].rows).slice(0, mostDays);
  const days = busiest
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { byPerson }]) => ({ day, traces: members.map((_, person) => toTrace(byPerson.get(person) ?? [])) }));
  const footprints = { format: 'footprints/1', planId: PLAN_ID, ...planned.footprints } as FootprintsArtefact;
  const zones = planned.plan.zones.map((zone) => ({ ...toPlanZone(zone), ...zone }));
  return { name, market, plan: { ...planned.plan, zones }, footprints, members, days };
}

/** Adults that are no business lines, each in a group of purposes. */
async function readMembers(file: string, firstDay: Day, seed: number): Promise<PanelMember[]> {
  const dice = diceOf(seed, 11);
  const year = Number(firstDay.slice(0, 4));
  const members: PanelMember[] = [];
  for (const line of (await readFile(file, 'utf8')).split('\n').slice(1)) {
    const [number, birthYear, gender, homeArea, , business] = line.split(',');
    // The youngest that somebody of that birth year can be, as consent reads it.
    const years = year - Number(birthYear) - 1;
    if (!number || business === 'true' || years < 18) continue;
    const draw = dice.uniform();
    const group: Group =
      draw < GROUP_SHARES.both
        ? 'both'
        : draw < GROUP_SHARES.both + GROUP_SHARES.own
          ? 'place-statistics'
          : 'public-planning';
    const given = dice.uniform() < PROFILE_SHARE;
    members.push({
      number,
      group,
      age: given ? Math.min(5, Math.max(0, Math.floor((years - 15) / 10))) : AGE_BANDS.indexOf('not-given'),
      gender: given ? ['f', 'm'].indexOf(gender!) + (gender ? 0 : GENDERS.length) : GENDERS.indexOf('not-given'),
      homeArea: given ? homeArea! : '',
    });
  }
  return members;
}

type EventsOfDay = { rows: number; byPerson: Map<number, { second: number; cell: string }[]> };

async function readEvents(
  { events, kit }: CitySummary,
  numberOf: ReadonlyMap<string, number>,
): Promise<Map<Day, EventsOfDay>> {
  const days = new Map<Day, EventsOfDay>();
  const toLocal = new Intl.DateTimeFormat('sv-SE', { timeZone: kit.timeZone, dateStyle: 'short' });
  const dayOfHour = new Map<number, Day>();
  const localDay = (second: number): Day => {
    // Every time zone here is whole hours away from UTC: an hour lies in one day.
    const hour = Math.floor(second / 3600);
    let day = dayOfHour.get(hour);
    if (!day) dayOfHour.set(hour, (day = toLocal.format(hour * 3_600_000) as Day));
    return day;
  };
  for (const { path } of events) {
    const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
    for await (const line of lines) {
      const [number = '', time = '', cell = ''] = line.split(',');
      const person = numberOf.get(number);
      const second = Date.parse(time) / 1000;
      if (person === undefined || !cell || !Number.isFinite(second)) continue;
      const day = localDay(second);
      let found = days.get(day);
      if (!found) days.set(day, (found = { rows: 0, byPerson: new Map() }));
      found.rows += 1;
      const own = found.byPerson.get(person);
      if (own) own.push({ second, cell });
      else found.byPerson.set(person, [{ second, cell }]);
    }
  }
  return days;
}

function toTrace(events: { second: number; cell: string }[]): Trace {
  events.sort((a, b) => a.second - b.second);
  return { seconds: Int32Array.from(events, ({ second }) => second), cells: events.map(({ cell }) => cell) };
}

function valueOf<T>(parsed: Parsed<T>): T {
  if (parsed.kind === 'parsed') return parsed.value;
  throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
}
