import { PURPOSES } from '@passant/contracts';
import { DEFAULT_POLICY, estimateSum, TABLE_BOUNDS, type Slice } from '@passant/privacy';
import { moments } from '../attacks/statistics';
import { atLeast, atMost, diceFor, type Arena, type Check, type Suite } from '../suite';
import { measureFigures, partOf } from '../world/cube';
import { exactOf, measureDay, releaseOf, tableOf, type MeasuredDay } from '../world/releases';

const QUERIES = 1_000;
/** Attackers whose error is compared, so that "falls as 1/√n" is a measurement. */
const ATTACKERS = { full: 400, quick: 100 };

/**
 * R6, averaging: 1,000 identical and 1,000 equivalent questions (zones in another order, an area as the sum of its parts, a release
 * loaded again), by different clients at different times, and the mean of the answers. Against an interface that draws noise at
 * every question the error falls as 1/√n; here the noise belongs to the release, and every answer is the same.
 *
 * The real interface is asked as often, over tokens, by `gateway/e2e/chapters/averaging.ts`.
 */
export const r6: Suite = {
  id: 'R6',
  title: 'averaging',
  async run(arena) {
    const dice = diceFor(arena, 'R6');
    const day = measureDay(arena.world.cube, arena.world.days[0]!, arena.world.city, arena.noise);
    const attackers = arena.size * ATTACKERS[arena.quick ? 'quick' : 'full'];
    const { kept, ...fresh } = averageFresh(arena, attackers);
    const identical = await askRepeatedly(QUERIES, () => answer(day, { order: (zones) => zones, reload: false }));
    const equivalent = await askRepeatedly(QUERIES, (query) =>
      answer(day, {
        order: (zones) => dice.sample(zones.length, zones.length).map((index) => zones[index]!),
        reload: query % 10 === 0,
      }),
    );
    const { rows, unitsPerPerson, tables } = askedRelease(day);
    await arena.recorder.writeJson('R6', 'release', { rows, unitsPerPerson, tables });
    await arena.recorder.writeCsv('R6', 'answers', {
      header: ['questions', 'answer'],
      rows: () =>
        Object.entries({ identical, equivalent }).flatMap(([questions, answers]) =>
          answers.map((answer) => [questions, answer]),
        ),
    });
    await arena.recorder.writeJson('R6', 'fresh', kept);
    const distinct = new Set([...identical, ...equivalent]).size;
    return {
      measure: `distinct answers to ${2 * QUERIES} questions`,
      raw: fresh.distinct,
      k20: 1,
      passant: distinct,
      se: 0,
      baseline: 1,
      passMark: 1,
      checks: [
        ...errorFalls(fresh, attackers),
        atMost('distinct answers, identical questions', new Set(identical).size, 1),
        atMost('distinct answers, equivalent questions', distinct, 1),
      ],
      notes: [
        `Fresh noise: error of the mean of ${QUERIES} answers ${fresh.errorAfter.toFixed(3)} people against ${fresh.errorBefore.toFixed(2)} of one (1/√n would be ${(fresh.errorBefore / Math.sqrt(QUERIES)).toFixed(3)}).`,
        'Answers are compared to 9 digits: sums of floats in another order differ behind that, which tells nothing about anybody.',
        'Here the composing functions answer; gateway/e2e asks the running interface as often.',
      ],
    };
  },
};

/** Answers as text, to 9 digits. */
async function askRepeatedly(queries: number, ask: (query: number) => number | Promise<number>): Promise<string[]> {
  const answers: string[] = [];
  for (let query = 0; query < queries; query += 1) answers.push((await ask(query)).toPrecision(9));
  return answers;
}

const askedRelease = (day: MeasuredDay) => releaseOf(day, { product: 'presence', purpose: PURPOSES[0] });

/** Mean people of an area over a day, as insights composes it from a release: a slice an hour. */
function answer(day: MeasuredDay, how: { order: (zones: number[]) => number[]; reload: boolean }): number {
  const composed = askedRelease(day);
  const release = how.reload ? (JSON.parse(JSON.stringify(composed)) as typeof composed) : composed;
  const { values, variance, columns } = tableOf(release, 'presence');
  const zones = how.order(release.rows.map((_, row) => row).filter((row) => row % 3 === 0));
  const slices = columns.map((_, column): Slice => ({
    values: zones.map((row) => values[row * columns.length + column]!),
    sigmaSquared: variance,
    unitsPerPerson: release.unitsPerPerson,
    extrapolation: null,
    releaseId: 'one',
  }));
  return estimateSum(slices, { k: 20, figures: values.length, scale: 1 / columns.length }).value;
}

interface FreshNoise {
  readonly distinct: number;
  /** Root mean square error of one answer, and of the mean of all, in people. */
  readonly errorBefore: number;
  readonly errorAfter: number;
}

/** What was answered, in units of the table. */
interface FreshAnswers {
  readonly truth: number;
  readonly unitsPerPerson: number;
  readonly queries: number;
  /** All answers to the first attacker. */
  readonly ofFirst: readonly number[];
  /** Each attacker's first answer, and mean of all. */
  readonly first: readonly number[];
  readonly mean: readonly number[];
}

/** The rival that an average defeats: the same figure, with noise drawn at every question. */
function averageFresh({ world, noise }: Arena, attackers: number): FreshNoise & { readonly kept: FreshAnswers } {
  const { cube } = world;
  const { offset } = partOf(cube, 'dwell');
  const truth = exactOf(measureDay(cube, world.days[0]!, world.city, noise), ['both'])[offset]!;
  const question = { cube, figures: Int32Array.of(offset), policy: DEFAULT_POLICY };
  const [first, mean, ofFirst]: number[][] = [[], [], []];
  for (let attacker = 0; attacker < attackers; attacker += 1) {
    let sum = 0;
    for (let query = 0; query < QUERIES; query += 1) {
      const value = measureFigures(question, Float64Array.of(truth), noise)[0]!;
      if (query === 0) first!.push(value);
      if (attacker === 0) ofFirst!.push(value);
      sum += value;
    }
    mean!.push(sum / QUERIES);
  }
  const { unitsPerPerson } = TABLE_BOUNDS.dwell;
  const rms = (answers: readonly number[]) => {
    const errors = moments(answers.map((answer) => answer - truth));
    return Math.sqrt(errors.variance + errors.mean ** 2) / unitsPerPerson;
  };
  return {
    ...{ distinct: new Set(ofFirst).size, errorBefore: rms(first!), errorAfter: rms(mean!) },
    kept: { truth, unitsPerPerson, queries: QUERIES, ofFirst: ofFirst!, first: first!, mean: mean! },
  };
}

/** The ratio of two root mean squares of normals over n attackers has a relative standard error of 1/√n. */
function errorFalls({ errorBefore, errorAfter }: FreshNoise, attackers: number): Check[] {
  const ratio = (errorAfter / errorBefore) * Math.sqrt(QUERIES);
  const se = 1 / Math.sqrt(attackers);
  const name = 'fresh noise: error falls as 1/√n (ratio to that)';
  return [atLeast(name, ratio, 1 - 3 * se, se), atMost(name, ratio, 1 + 3 * se, se)];
}
