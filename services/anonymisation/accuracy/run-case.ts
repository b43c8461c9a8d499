import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hoursOfDay } from '@passant/contracts';
import { DEFAULT_POLICY } from '@passant/privacy';
import type { Frame } from '../src/step-three/table-domain';
import { CONSENTS, type AccuracyCase } from './cases';
import { findKit, planCity, simulateCity, type CityPlan } from './city';
import { drawGiven, drawPanel } from './consent';
import { countDay, type Setting } from './count-day';
import { countMonth, markDay } from './count-month';
import { writeLines } from './day-files';
import { DayQueue, type WrittenDay } from './day-queue';
import { readLines } from './lines';
import { compareWithPlaces, readPhysicalTruth, type LocationError } from './location-error';
import { Output } from './output';
import { regionsOfLines, toPublicFacts } from './public-facts';
import type { CaseResult } from './report';
import { scorePanels, type CountedPeriod, type World } from './score-panels';

export interface CaseToRun {
  readonly of: AccuracyCase;
  readonly seed: number;
  /** Where truth and releases go. */
  readonly out?: string;
  readonly say: (what: string) => void;
}

/** Runs one case in a folder of its own, which is gone afterwards. */
export async function runCase(wanted: CaseToRun): Promise<CaseResult> {
  const folder = await mkdtemp(join(tmpdir(), 'passant-accuracy-'));
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const say = (what: string) => wanted.say(`${wanted.of.name}: ${what} (${Math.round(seconds())} s)`);
  try {
    return { ...(await runIn(folder, { ...wanted, say })), seconds: seconds() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, wanted: CaseToRun): Promise<Omit<CaseResult, 'seconds'>> {
  const counted = await countCase(folder, wanted);
  wanted.say('compared with places');
  const { world, periods, locationError } = counted;
  const output = wanted.out === undefined ? null : await Output.open(join(wanted.out, wanted.of.name), world, periods);
  const rows = await scorePanels(world, periods, { locationError, output });
  wanted.say('released and scored');
  const { facts } = world;
  return {
    of: wanted.of,
    city: wanted.of.over === 'kit' && findKit() ? counted.city : `${counted.city} (made)`,
    zones: facts.zones.length,
    residents: facts.residents!,
    rows,
    locationError,
  };
}

/** All that is simulated and counted of a case, before anything is released. */
export interface CountedCase {
  readonly city: string;
  readonly world: World;
  readonly periods: readonly CountedPeriod[];
  readonly locationError: Readonly<Record<string, LocationError>>;
}

/** Simulates a case and runs step 2 over it. `folder` is empty and stays full. */
export async function countCase(folder: string, wanted: CaseToRun): Promise<CountedCase> {
  const { of, seed, say } = wanted;
  const days = new DayQueue();
  // The simulator goes on with the next day while the engine, a process of its own, counts the last one.
  const simulated = simulateCity({ of, seed, folder, onDay: (day, file) => days.add({ day, file }) });
  simulated.then(
    () => days.end(),
    (error: unknown) => days.fail(error),
  );
  const iterator = days[Symbol.asyncIterator]();
  const first = await iterator.next();
  const plan = await planCity(join(folder, 'city'));
  const world = await makeWorld(folder, wanted, plan);
  const { facts, panels } = world;
  const linesFile = join(folder, 'lines.tsv');
  await writeLines(linesFile, world.lines, world.given, panels);
  say(`${plan.zones.length} zones, ${facts.residents} adults, ${panels.length} panels`);

  const isReserved = panels.map(({ consent }) => consent === 'reserved');
  const setting: Setting = { folder, linesFile, plan, facts, isReserved, seed, lines: of.lines };
  const periods: CountedPeriod[] = [];
  const counted: WrittenDay[] = [];
  for (let next = first; !next.done; next = await iterator.next()) {
    const { day, file } = next.value;
    counted.push(next.value);
    if (of.name === 'frequency') await markDay(setting, { day, file, number: counted.length });
    else {
      const frame: Frame = { plan: facts, hours: hoursOfDay(day, plan.market.timeZone) };
      periods.push({ period: day, frame, counts: await countDay(setting, { day, file, frame }) });
    }
    await rm(file);
    say(`${day} counted`);
  }
  const city = plan.market.name;
  if (of.name !== 'frequency') {
    return { city, world, periods, locationError: await findLocationError(folder, plan, periods) };
  }
  const frame: Frame = { plan: facts, hours: [] };
  const month = { period: counted[0]!.day, frame, counts: await countMonth(setting, frame) };
  return { city, world, periods: [month], locationError: {} };
}

async function makeWorld(folder: string, { of, seed }: CaseToRun, plan: CityPlan): Promise<World> {
  const lines = await readLines(join(folder, 'city', 'subscribers.csv'), plan.market.firstDay, seed);
  const regionOfLine = regionsOfLines(plan.zones, plan.regions.length, lines);
  const panels = CONSENTS.flatMap((consent) =>
    Array.from({ length: of.panels[consent] }, (_, number) =>
      drawPanel(lines, { number, consent, share: of.consentShare, regionOfLine, seed }),
    ),
  );
  const facts = toPublicFacts(plan, lines, regionOfLine);
  return { of, seed, lines, given: drawGiven(lines, seed), panels, regionOfLine, facts, policy: DEFAULT_POLICY };
}

async function findLocationError(
  folder: string,
  plan: CityPlan,
  periods: readonly CountedPeriod[],
): Promise<Readonly<Record<string, LocationError>>> {
  const days = periods.map(({ period, frame, counts }) => ({ day: period, hours: frame.hours, counts }));
  const truth = await readPhysicalTruth(join(folder, 'truth.csv'), plan.zones, days, plan.market.timeZone);
  return compareWithPlaces(days, truth);
}
