import { normalUpperQuantile } from './normal';

/**
 * Arithmetic of the quality gate: does a day look like the same weekday of the last weeks? It sees noisy figures only, so
 * that holding a day tells nothing that publishing it would not. After the checks of Spain's transport ministry on its
 * mobile phone matrices (outliers by quartiles, asymmetry of flows, totals). A gate decides nothing by itself: a day that
 * does not pass waits for a person.
 */

/** What is out of the ordinary. Public parameters. */
export const GATE_LIMITS = {
  /** Beyond the quartiles by this many interquartile ranges (Tukey 1977): outlying; by the second: extreme. */
  outlyingRanges: 1.5,
  extremeRanges: 3,
  /** At most this share of zones (but one in any plan) may be outlying, and at most this share asymmetric. */
  mostZones: 0.05,
  /** A total may differ from its weeks' mean by this much and what noise explains. */
  totalChange: 0.2,
  /** Trips out of and into a zone over a whole day may differ by this much of their mean and what noise explains. */
  asymmetry: 0.2,
  /** Noise alone holds a day this rarely: what it explains follows from it and the number of figures. */
  falseAlarms: 1e-5,
} as const;

const LEAST_WEEKS = 2;
const MOST_WEEKS = 4;

/** The same figures of one day, in one public order, with the variance of the noise on each. */
export interface GateDay {
  readonly values: readonly number[];
  readonly variance: number;
}

export type Judgement =
  | { readonly state: 'passed' | 'held'; readonly outlying: readonly number[]; readonly extreme: readonly number[] }
  | {
      readonly state: 'not-judged';
      readonly reason: 'too-few-weeks' | 'too-few-people' | 'no-people' | 'panel-unknown';
    };

/**
 * Which zones are out of line, given the same weekday of the last two to four weeks. Held where more than 5 % are.
 *
 * The quartiles are those of *all* zones' past deviations together, each in standard deviations of its own zone. Fences
 * from the four figures of one zone would call 19 % of zones outlying on an ordinary day: four numbers have no quartiles.
 * Weeks are brought to the day's total first; whether that is ordinary is asked by `judgeTotals`. Where a total is not
 * clear of its noise there is nothing to bring them to. What noise explains is never outlying: the fences are at least so
 * far out that noise alone puts too many zones beyond them once in 100,000 days. Fences: Tukey 1977, as Spain's transport ministry takes them
 * (anonymisation.md and issue 3: same weekday of the last four weeks, 1.5 and 3 IQR, 5 % of zones).
 */
export function judgeZones(today: GateDay, weeks: readonly GateDay[]): Judgement {
  assertSameFigures(today, weeks);
  if (weeks.length < LEAST_WEEKS) return { state: 'not-judged', reason: 'too-few-weeks' };
  const zones = today.values.length;
  const total = add(today.values);
  const isClear = (day: GateDay): boolean => add(day.values) > noiseSds(1) * Math.sqrt(totalVariance(day));
  if (!weeks.every(isClear)) return { state: 'not-judged', reason: 'too-few-people' };
  if (!isClear(today)) return { state: 'not-judged', reason: total <= 0 ? 'no-people' : 'too-few-people' };
  const past = weeks.map(({ values, variance }) => {
    const scale = total / add(values);
    return { values: values.map((value) => value * scale), variance: variance * scale ** 2 };
  });
  const means = today.values.map((_, zone) => mean(past.map(({ values }) => values[zone]!)));
  // Relative variance of the factor that brings weeks to the day's total: of their mean, and of the day's own total.
  const scaling = totalVariance(today) / total ** 2 + mean(past.map(totalVariance)) / total ** 2 / past.length;
  const toSds = toZoneSds(past, means, scaling);
  const n = past.length;
  const pastSds = toSds(mean(past.map(({ variance }) => variance)));
  // A week is compared with the mean of the others, today with the mean of all: both in their own standard deviations.
  const deviations = past.flatMap(({ values }) =>
    values.map((value, zone) => {
      const others = (n * means[zone]! - value) / (n - 1);
      return (value - others) / (pastSds[zone]! * Math.sqrt(1 + 1 / (n - 1)));
    }),
  );
  // The day has noise of its own size; its mean of weeks has theirs.
  const todaySds = toSds(today.variance);
  const ofToday = today.values.map(
    (value, zone) => (value - means[zone]!) / Math.sqrt(todaySds[zone]! ** 2 + pastSds[zone]! ** 2 / n),
  );
  const outlying = beyond(ofToday, fences(deviations, { zones, ranges: GATE_LIMITS.outlyingRanges }));
  const extreme = beyond(ofToday, fences(deviations, { zones, ranges: GATE_LIMITS.extremeRanges }));
  return { state: isTooMany(outlying, zones) ? 'held' : 'passed', outlying, extreme };
}

/** The totals of a day (of the city, of each hour), with the panel they were measured on. */
export interface GateTotals extends GateDay {
  /** Measured people in the panel: a panel that grew is no more people in the street. */
  readonly panel: number;
}

/**
 * Which totals differ from the mean of the same weekday of the last weeks by more than 20 % and what noise explains, each
 * for one person in the panel. Not judged where a panel is not known (not above 0). Held where any does; `extreme` are those that differ by more than three times as much.
 * Totals as checked by Spain's transport ministry; limits of noise: Shewhart 1931 (control charts).
 */
export function judgeTotals(today: GateTotals, weeks: readonly GateTotals[]): Judgement {
  assertSameFigures(today, weeks);
  if (weeks.length < LEAST_WEEKS) return { state: 'not-judged', reason: 'too-few-weeks' };
  if ([today, ...weeks].some(({ panel }) => panel <= 0)) return { state: 'not-judged', reason: 'panel-unknown' };
  const weekVariance = add(weeks.map(({ variance, panel }) => variance / panel ** 2)) / weeks.length ** 2;
  const noise = noiseSds(today.values.length) * Math.sqrt(today.variance / today.panel ** 2 + weekVariance);
  const excess = today.values.map((value, index) => {
    const expected = mean(weeks.map(({ values, panel }) => values[index]! / panel));
    return toExcess(Math.abs(value / today.panel - expected), GATE_LIMITS.totalChange * Math.abs(expected), noise);
  });
  const outlying = indicesWhere(excess, (one) => one > 1);
  return { state: outlying.length > 0 ? 'held' : 'passed', outlying, extreme: indicesWhere(excess, (one) => one > 3) };
}

/** Trips of a day from an end to an end (a zone, or a region), each a number of its own. */
export interface GateTrips {
  readonly from: number;
  readonly to: number;
  readonly trips: number;
}

/**
 * Which ends more people leave than enter over a day, or the reverse, by more than 20 % of the mean and what noise
 * explains: over a day most people come home. `pairs`: trips of all day-parts, each end in as many from it as to it (or noise would not
 * be alike both ways), also several of the same two ends, which are added; what stays inside an end is not looked at. `variance`: noise of one pair. Held where more than 5 % of ends are asymmetric. As checked by Spain's transport ministry; limits of
 * noise: Shewhart 1931.
 */
export function judgeAsymmetry(pairs: readonly GateTrips[], variance: number): Judgement {
  if (!(variance >= 0)) throw new RangeError('a variance is not negative');
  const ends = new Map<number, { leaving: number; entering: number; ways: number; balance: number }>();
  const endOf = (end: number) => {
    const found = ends.get(end) ?? { leaving: 0, entering: 0, ways: 0, balance: 0 };
    ends.set(end, found);
    return found;
  };
  for (const { from, to, trips } of pairs) {
    const [left, entered] = [endOf(from), endOf(to)];
    if (left === entered) continue;
    left.leaving += trips;
    entered.entering += trips;
    left.ways += 1;
    entered.ways += 1;
    left.balance += 1;
    entered.balance -= 1;
  }
  const sds = noiseSds(ends.size);
  const excess = new Map<number, number>();
  for (const [end, { leaving, entering, ways, balance }] of ends) {
    if (balance !== 0) throw new RangeError('an end has as many pairs from it as to it');
    const allowed = (GATE_LIMITS.asymmetry * Math.max(0, leaving + entering)) / 2;
    excess.set(end, toExcess(Math.abs(leaving - entering), allowed, sds * Math.sqrt(ways * variance)));
  }
  const over = (times: number) =>
    [...excess].flatMap(([end, one]) => (one > times ? [end] : [])).sort((one, other) => one - other);
  const outlying = over(1);
  return { state: isTooMany(outlying, ends.size) ? 'held' : 'passed', outlying, extreme: over(3) };
}

export type GateCheck = 'zones' | 'totals' | 'asymmetry';

export interface GateDecision {
  readonly state: 'passed' | 'held';
  /** What holds the day. */
  readonly heldBy: readonly GateCheck[];
  /** What could not be asked yet (the first weeks of a market): shown, holds nothing. */
  readonly notJudged: readonly GateCheck[];
}

/** A day passes where no check holds it. A day whose total vanished is held even where nothing could be compared. */
export function decideGate(judgements: Readonly<Partial<Record<GateCheck, Judgement>>>): GateDecision {
  const checks = Object.entries(judgements) as [GateCheck, Judgement][];
  const heldBy = checks
    .filter(([, one]) => one.state === 'held' || (one.state === 'not-judged' && one.reason === 'no-people'))
    .map(([check]) => check);
  const notJudged = checks.filter(([, one]) => one.state === 'not-judged').map(([check]) => check);
  return { state: heldBy.length > 0 ? 'held' : 'passed', heldBy, notJudged };
}

/** The q-quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
export function quantileOf(values: readonly number[], q: number): number {
  if (values.length === 0 || !(q >= 0 && q <= 1)) throw new RangeError('a quantile needs values and 0 ≤ q ≤ 1');
  const sorted = values.toSorted((a, b) => a - b);
  const position = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!];
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * What a zone's figure varies by from week to week, given the noise on it: noise, people who come one day and not another
 * (at most the count), and a spread relative to its size that all zones share: what the method of moments finds, and at
 * least that of the factor between totals.
 */
function toZoneSds(
  past: readonly GateDay[],
  means: readonly number[],
  scaling: number,
): (noise: number) => readonly number[] {
  const pastNoise = mean(past.map(({ variance }) => variance));
  const unexplained = means.map((center, zone) => {
    const squares = add(past.map(({ values }) => (values[zone]! - center) ** 2)) / (past.length - 1);
    return squares - pastNoise - Math.max(0, center);
  });
  const squaredSizes = add(means.map((center) => Math.max(0, center) ** 2));
  const relativeVariance = Math.max(scaling, squaredSizes > 0 ? add(unexplained) / squaredSizes : 0);
  return (noise) =>
    means.map((center) => {
      const size = Math.max(0, center);
      return Math.sqrt(Math.max(1, noise + size + relativeVariance * size ** 2));
    });
}

interface Fences {
  readonly low: number;
  readonly high: number;
}

/** Deviations of `zones` over some weeks; no closer than what noise explains. */
function fences(deviations: readonly number[], { zones, ranges }: { zones: number; ranges: number }): Fences {
  const [first, third] = [quantileOf(deviations, 0.25), quantileOf(deviations, 0.75)];
  const explained = zoneNoiseSds(zones);
  return {
    low: Math.min(-explained, first - ranges * (third - first)),
    high: Math.max(explained, third + ranges * (third - first)),
  };
}

const beyond = (values: readonly number[], { low, high }: Fences): readonly number[] =>
  indicesWhere(values, (value) => value < low || value > high);

/** How many standard deviations noise explains where so many figures are looked at, on both sides. */
const noiseSds = (figures: number): number => normalUpperQuantile(GATE_LIMITS.falseAlarms / (2 * Math.max(1, figures)));

/**
 * How many standard deviations noise explains where more than `mostIn(zones)` zones must be beyond them, on either side:
 * P(k or more of n beyond) ≤ C(n, k) qᵏ, q the chance of one.
 */
function zoneNoiseSds(zones: number): number {
  const least = Math.floor(mostIn(zones)) + 1;
  if (least > zones) return Infinity;
  const logSets = add(Array.from({ length: least }, (_, index) => Math.log((zones - index) / (index + 1))));
  return normalUpperQuantile(Math.exp((Math.log(GATE_LIMITS.falseAlarms) - logSets) / least) / 2);
}

/** How many times over what is allowed; 0 where noise explains it. */
function toExcess(difference: number, allowed: number, noise: number): number {
  const unexplained = difference - noise;
  if (unexplained <= 0) return 0;
  return allowed > 0 ? unexplained / allowed : Infinity;
}

/** In a plan of under 20 zones one zone is more than 5 %, and one is out of line on many an ordinary day. */
const mostIn = (zones: number): number => Math.max(1, GATE_LIMITS.mostZones * zones);

const isTooMany = (outlying: readonly number[], zones: number): boolean => outlying.length > mostIn(zones);

const totalVariance = ({ values, variance }: GateDay): number => values.length * variance;

const indicesWhere = (values: readonly number[], matches: (value: number) => boolean): readonly number[] =>
  values.flatMap((value, index) => (matches(value) ? [index] : []));

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const mean = (values: readonly number[]): number => add(values) / values.length;

function assertSameFigures(today: GateDay, weeks: readonly GateDay[]): void {
  if (weeks.length > MOST_WEEKS) throw new RangeError('a day is compared with at most four weeks');
  if (weeks.some(({ values }) => values.length !== today.values.length)) {
    throw new RangeError('days of different figures are not compared');
  }
  if ([today, ...weeks].some(({ variance }) => !(variance >= 0))) throw new RangeError('a variance is not negative');
}
