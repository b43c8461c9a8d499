import type { Day } from '@passant/contracts';
import { addPeriods } from '../src/step-three/add-periods';
import type { MeasuredGroups } from '../src/step-three/measured-groups';
import type { Consent } from './cases';
import { DAILY_GRAINS, MONTHLY_GRAINS, ORIGIN_OF_MONTH, scoreGrain, type Grain } from './grains';
import type { LocationError } from './location-error';
import type { Output } from './output';
import { measureSizes, measureStrata } from './panel-sizes';
import { seededSource } from './random';
import { measureGroups, releasePeriod, type ReleaseWithTruth } from './releases';
import type { ResultRow } from './report';
import { meanScore, ScoreSheet, type Score } from './statistics';
import type { CountedPeriod, World } from './world';

const DAYS_OF_MONTH = 30;
const DAYS_BEFORE = 27;

/** The periods that are scored, and of a month its days, whose visitors and origin weight it. */
export interface ScoredPeriods {
  readonly periods: readonly CountedPeriod[];
  readonly days: readonly CountedPeriod[];
}

/** Releases all periods of each panel, scores them against pipeline truth, and takes the mean over panels. */
export async function scorePanels(
  world: World,
  counted: ScoredPeriods,
  { locationError, output }: { locationError: Readonly<Record<string, LocationError>>; output: Output | null },
): Promise<ResultRow[]> {
  const scores: { consent: Consent; of: ReadonlyMap<Grain, Score> }[] = [];
  for (const [index, { consent }] of world.panels.entries()) {
    const releases = releaseAll(world, counted, index);
    await output?.write(index, releases);
    scores.push({ consent, of: scoreOne(world, counted, { index, releases }) });
  }
  const name = world.of.name;
  const kinds = [name, ...new Set(scores.map(({ consent }) => `${name}/${consent}`))];
  return kinds.flatMap((kind) => {
    // A case's own row: half uniform, half by district.
    const panels = scores.filter(({ consent }) =>
      kind === name ? consent === 'uniform' || consent === 'by-district' : kind === `${name}/${consent}`,
    );
    return [...panels[0]!.of.keys()].map((grain): ResultRow => {
      const located = grain.grain.endsWith('-hour') || grain.grain === 'zone-day' ? grain.table : '';
      return {
        case: kind,
        product: grain.table,
        grain: grain.grain,
        panels: panels.length,
        days: grain === ORIGIN_OF_MONTH ? DAYS_OF_MONTH : world.of.days,
        ...meanScore(panels.map(({ of }) => of.get(grain)!)),
        locationError: locationError[located] ?? null,
      };
    });
  });
}

/** All releases of one panel; `repeat` draws noise of its own for the same counts once more. */
function releaseAll(world: World, { periods, days }: ScoredPeriods, index: number, repeat = 0): ReleaseWithTruth[] {
  const { seed, lines, given, panels, regionOfLine, facts, policy } = world;
  const panel = panels[index]!;
  const regions = facts.regions.map(({ id }) => id);
  const people = { lines, given, panel, regionOfLine, regions };
  const ofDays = days.map(({ period, frame, counts }) =>
    measureGroups({ frame, counts, panel: index }, policy, seededSource(seed, `noise ${index} ${period}`)),
  );
  const before = measureBefore(world, periods, index);
  const strata = measureStrata(people, periods[0]!.period, seededSource(seed, `strata ${index}`));
  return periods.flatMap((period) => {
    const source = seededSource(seed, `noise ${index} ${period.period} ${repeat}`);
    const sizes = measureSizes(people, source);
    return releasePeriod({ ...period, panel: index, sizes, strata, days: ofDays, before }, policy, source);
  });
}

/**
 * Origin of the days before, as a market in its fifth week knows it: the same days, each with noise of its own. A month needs none: it
 * has its days'.
 */
function measureBefore({ seed, policy }: World, periods: readonly CountedPeriod[], index: number): MeasuredGroups {
  const known = periods.filter(({ counts }) => counts.has('origin'));
  const days = known.length === 0 ? [] : Array.from({ length: DAYS_BEFORE }, (_, day) => known[day % known.length]!);
  const source = seededSource(seed, `before ${index}`);
  return addPeriods(
    days.map(({ frame, counts }) => {
      const origin = new Map([['origin' as const, counts.get('origin')!]]);
      return measureGroups({ frame, counts: origin, panel: index }, policy, source);
    }),
  );
}

function scoreOne(
  world: World,
  counted: ScoredPeriods,
  { index, releases }: { index: number; releases: readonly ReleaseWithTruth[] },
): ReadonlyMap<Grain, Score> {
  const score = (grain: Grain, over: readonly ReleaseWithTruth[]): [Grain, Score] => {
    const sheet = new ScoreSheet();
    for (const figure of scoreGrain(grain, over, world.places)) sheet.add(figure);
    return [grain, sheet.toScore()];
  };
  if (world.of.name === 'frequency') return new Map(MONTHLY_GRAINS.map((grain) => score(grain, releases)));
  const month = repeatDays(world, counted, { index, releases });
  return new Map([...DAILY_GRAINS.map((grain) => score(grain, releases)), score(ORIGIN_OF_MONTH, month)]);
}

/**
 * Thirty days out of seven: the same people do the same each week, and every day is released with noise of its own. What a
 * month of figures adds up to, without simulating four times as long.
 */
function repeatDays(
  world: World,
  { periods, days }: ScoredPeriods,
  { index, releases }: { index: number; releases: readonly ReleaseWithTruth[] },
): ReleaseWithTruth[] {
  const isOrigin = ({ release }: ReleaseWithTruth) => release.product === 'origin';
  const month = releases.filter(isOrigin);
  for (let repeat = 1; month.length < DAYS_OF_MONTH; repeat += 1) {
    const again = releaseAll(world, { periods: periods.map(onlyOrigin), days }, index, repeat).filter(isOrigin);
    month.push(...again.map((one) => ({ ...one, period: `${one.period}/${repeat}` as Day })));
  }
  return month.slice(0, DAYS_OF_MONTH);
}

/** Visitors go with it: their shares weight its factors. */
const onlyOrigin = ({ counts, ...period }: CountedPeriod): CountedPeriod => ({
  ...period,
  counts: new Map([...counts].filter(([product]) => product === 'origin' || product === 'visitors')),
});
