import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAILY_PRODUCTS, hoursOfDay, type Day } from '@passant/contracts';
import { DEFAULT_POLICY } from '@passant/privacy';
import type { Frame } from '../src/step-three/table-domain';
import { listPlaces } from './areas';
import { CONSENTS, type AccuracyCase } from './cases';
import { findKit, planCity, simulateCity, type CityPlan } from './city';
import { drawGiven, drawPanel } from './consent';
import { countDay, type Setting } from './count-day';
import { countMonth, markDay } from './count-month';
import { writeLines } from './day-files';
import { DayQueue, type WrittenDay } from './day-queue';
import { KeptCounts, type CountedCase, type KeptPeriod } from './kept-counts';
import { readLines } from './lines';
import { compareWithPlaces, readPhysicalTruth } from './location-error';
import { Output } from './output';
import { regionsOfLines, toPublicFacts } from './public-facts';
import type { CaseResult } from './report';
import { scorePanels } from './score-panels';
import type { CountedPeriod, World } from './world';

export interface CaseToRun {
  readonly of: AccuracyCase;
  readonly seed: number;
  /** Where truth and releases go. */
  readonly out?: string;
  /** Where counts are kept, and taken from where they are there already. */
  readonly counts?: string;
  readonly say: (what: string) => void;
}

/** Runs one case in a folder of its own, which is gone afterwards; of a kept one everything but its counts and the city's registry. */
export async function runCase(wanted: CaseToRun): Promise<CaseResult> {
  const { of, seed, counts } = wanted;
  const folder = counts
    ? join(counts, `${of.name}-${of.lines}-${seed}`)
    : await mkdtemp(join(tmpdir(), 'passant-accuracy-'));
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const say = (what: string) => wanted.say(`${of.name}: ${what} (${Math.round(seconds())} s)`);
  try {
    return { ...(await runIn(folder, { ...wanted, say })), seconds: seconds() };
  } finally {
    if (!counts) await rm(folder, { recursive: true, force: true });
  }
}

const panelsOf = ({ panels }: AccuracyCase): number => CONSENTS.reduce((sum, consent) => sum + panels[consent], 0);

async function runIn(folder: string, wanted: CaseToRun): Promise<Omit<CaseResult, 'seconds'>> {
  const kept = await KeptCounts.open(folder, { of: wanted.of, seed: wanted.seed, panels: panelsOf(wanted.of) });
  const counts = (await kept.findCase()) ?? (await countCase(folder, kept, wanted));
  wanted.say('counted and compared with places');
  const plan = await planCity(join(folder, 'city'));
  const world = await makeWorld(folder, wanted, plan);
  const toPeriod = ({ hours, ...one }: KeptPeriod): CountedPeriod => ({ ...one, frame: { plan: world.facts, hours } });
  const periods = counts.periods.map(toPeriod);
  const output = wanted.out === undefined ? null : await Output.open(join(wanted.out, wanted.of.name), world, periods);
  const { locationError } = counts;
  const rows = await scorePanels(world, { periods, days: counts.days.map(toPeriod) }, { locationError, output });
  wanted.say('released and scored');
  const { facts } = world;
  const { name } = plan.market;
  return {
    of: wanted.of,
    city: wanted.of.over === 'kit' && findKit() ? name : `${name} (made)`,
    zones: facts.zones.length,
    residents: facts.residents!,
    rows,
    locationError,
  };
}

/** Simulates a case and runs step 2 over it, but over periods that are kept already. */
async function countCase(folder: string, kept: KeptCounts, wanted: CaseToRun): Promise<CountedCase> {
  const { of, seed, say } = wanted;
  await forget(folder, [...OF_A_RUN, ...OF_COUNTING]);
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
  const counted: Day[] = [];
  for (let next = first; !next.done; next = await iterator.next()) {
    counted.push(next.value.day);
    if (!(await kept.findPeriod(next.value.day))) {
      await kept.keepPeriod(next.value.day, await countOne(setting, of, next.value, counted.length));
    }
    await rm(next.value.file);
    say(`${next.value.day} counted`);
  }
  if (of.name === 'frequency') {
    const counts = await countMonth(setting, { plan: facts, hours: [] });
    await kept.keepPeriod('month', { period: counted[0]!, hours: [], counts });
  }
  const isMonth = of.name === 'frequency';
  const locationError = isMonth ? {} : await findLocationError({ folder, plan, kept }, counted);
  const all = await kept.keepCase({
    periods: isMonth ? ['month'] : counted,
    days: isMonth ? counted : [],
    locationError,
  });
  await forget(folder, OF_COUNTING);
  return all;
}

/** Of a month's days the marks, and what weights them; of others every product. */
async function countOne(
  setting: Setting,
  of: AccuracyCase,
  { day, file }: WrittenDay,
  number: number,
): Promise<KeptPeriod> {
  const hours = hoursOfDay(day, setting.plan.market.timeZone);
  const frame: Frame = { plan: setting.facts, hours };
  const products = of.name === 'frequency' ? (['visitors', 'origin'] as const) : DAILY_PRODUCTS;
  if (of.name === 'frequency') await markDay(setting, { day, file, number });
  return { period: day, hours, counts: await countDay(setting, { day, file, frame, products }) };
}

/** Made anew by a run that counts, and what of it is no longer needed once everything is counted. Marks are kept until then. */
const OF_A_RUN = ['city'];
const OF_COUNTING = ['truth.csv', 'lines.tsv', 'kit'];

async function forget(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
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
  const places = listPlaces(plan.zones);
  return {
    of,
    seed,
    lines,
    given: drawGiven(lines, seed),
    panels,
    regionOfLine,
    facts,
    places,
    policy: DEFAULT_POLICY,
  };
}

async function findLocationError(
  { folder, plan, kept }: { folder: string; plan: CityPlan; kept: KeptCounts },
  counted: readonly Day[],
): Promise<CountedCase['locationError']> {
  const periods = await Promise.all(counted.map(async (day) => (await kept.findPeriod(day))!));
  const days = periods.map(({ period, hours, counts }) => ({ day: period, hours, counts }));
  const truth = await readPhysicalTruth(join(folder, 'truth.csv'), plan.zones, days, plan.market.timeZone);
  return compareWithPlaces(days, truth);
}
