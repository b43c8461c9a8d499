import { aucBound, DEFAULT_POLICY, type Policy } from '@passant/privacy';
import type { Sparse } from '../attacks/least-squares';
import { scoreLogistic, trainLogistic, type Matrix } from '../attacks/logistic-regression';
import { areaUnderCurve, meanOf } from '../attacks/statistics';
import { scoreTable, sparseTable } from '../recorder';
import { atLeast, atLeastWithin3, atMostWithin3, diceFor, type Arena, type Suite } from '../suite';
import { HUNDREDFOLD, LEAST_PEOPLE, measureFigures, variancesOf, type Cube } from '../world/cube';
import { presentOn } from '../world/world';
import { tableSums, type TouchedFigures, touchedBy } from './touched-figures';

const RHO = 0.03;
/** Members of an aggregate: few, which is in the attacker's favour. */
const MEMBERS = 60;
const SIZES = { full: { targets: 50, training: 1_000, tests: 200 }, quick: { targets: 16, training: 300, tests: 100 } };
const RIDGE = 0.01;

/** How aggregates are released. */
const RELEASES = { raw: null, k20: 'suppress', passant: DEFAULT_POLICY, hundredfold: HUNDREDFOLD } as const;
type ReleaseName = keyof typeof RELEASES;
const NAMES = Object.keys(RELEASES) as ReleaseName[];

/**
 * R2, "Knock Knock, Who's There?" (Pyrgelis, Troncoso, De Cristofaro, NDSS 2018): the attacker knows the traces of a pool of people,
 * builds shadow aggregates of random members of it with and without the target, released in the same way (with fresh noise of the
 * known σ²), trains logistic regression on the figures that the target touches and their sums by table, and tells for aggregates
 * never seen before whether the target is in them.
 */
export const r2: Suite = {
  id: 'R2',
  title: 'Knock-Knock membership',
  onCheckIns: true,
  async run(arena) {
    const form = SIZES[arena.quick ? 'quick' : 'full'];
    const size = { ...form, targets: arena.size * form.targets };
    const dice = diceFor(arena, 'R2');
    const { cube, days } = arena.world;
    const { people } = days[0]!;
    const pool = presentOn(days[0]!);
    const targets = dice.sample(pool.length, size.targets).map((index) => pool[index]!);
    const areas: Record<ReleaseName | 'control', number[]> = {
      raw: [],
      k20: [],
      passant: [],
      hundredfold: [],
      control: [],
    };
    const aggregates: (readonly (string | number)[])[] = [];
    const rowsOf = (lead: [ReleaseName, number, string], { labels }: Shadows, features: Matrix) =>
      arena.recorder.keeps ? toRows({ lead, labels, features, figures: people[lead[1]]!.figures.length }) : [];
    const kept: Record<string, { in: Float64Array; out: Float64Array }> = {};
    for (const target of targets) {
      const others = pool.filter((person) => person !== target);
      const touched = touchedBy(cube, people[target]!);
      const draw = () =>
        aggregate(
          touched,
          dice.sample(others.length, MEMBERS - 1).map((index) => people[others[index]!]!),
        );
      const training = shadows(touched, draw, size.training);
      const tests = shadows(touched, draw, size.tests);
      for (const name of NAMES) {
        const features = (set: Shadows) => toFeatures(arena, touched, set.counts, RELEASES[name]);
        const [seenInTraining, seen] = [features(training), features(tests)];
        const model = trainLogistic(seenInTraining, training.labels, RIDGE);
        const scores = scoreLogistic(model, seen);
        const split = {
          in: scores.filter((_, row) => tests.labels[row] === 1),
          out: scores.filter((_, row) => tests.labels[row] === 0),
        };
        areas[name].push(areaUnderCurve(split.in, split.out).value);
        kept[`${name} ${target}`] = split;
        if (name === 'raw' || name === 'passant') {
          aggregates.push(
            ...rowsOf([name, target, 'training'], training, seenInTraining),
            ...rowsOf([name, target, 'test'], tests, seen),
          );
        }
        if (name !== 'passant') continue;
        const half = split.out.length >> 1;
        areas.control.push(areaUnderCurve(split.out.subarray(0, half), split.out.subarray(half)).value);
      }
    }
    const [raw, k20, passant, hundredfold, control] = [...NAMES, 'control' as const].map((name) => meanOf(areas[name]));
    await arena.recorder.writeCsv(
      'R2',
      'targets',
      sparseTable(
        cube,
        targets.map((one) => [one, people[one]!] as const),
        variancesOf(cube, DEFAULT_POLICY),
      ),
    );
    await arena.recorder.writeCsv('R2', 'aggregates', {
      header: ['release', 'target', 'set', 'member', 'figures'],
      rows: () => aggregates,
    });
    await arena.recorder.writeCsv('R2', 'scores', scoreTable(kept));
    const bound = aucBound(RHO);
    return {
      measure: `mean AUC over ${size.targets} targets, aggregates of ${MEMBERS}`,
      raw: raw!.value,
      k20: k20!.value,
      passant: passant!.value,
      se: passant!.se,
      baseline: control!.value,
      passMark: bound + 3 * passant!.se,
      positiveControl: { value: hundredfold!.value, broken: !atMostWithin3('', hundredfold!, bound).held },
      checks: [
        atLeast('raw counts: mean − 3 SE', raw!.value - 3 * raw!.se, bound, raw!.se),
        atMostWithin3('mean AUC', passant!, bound),
        atMostWithin3('control group (not in the data): mean AUC', control!, 0.5),
        atLeastWithin3('control group: mean AUC, not below', control!, 0.5),
      ],
      notes: [
        `${size.training} shadow aggregates for training and ${size.tests} for testing a target.`,
        `Targets: ${targets.join(' ')}.`,
      ],
    };
  },
};

interface Shadows {
  /** Counts of the touched figures, row after row. */
  readonly counts: Float64Array;
  readonly labels: Uint8Array;
}

/** Half with the target, half without. */
function shadows(touched: TouchedFigures, draw: () => Float64Array, rows: number): Shadows {
  const width = touched.figures.length;
  const counts = new Float64Array(rows * width);
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  for (let row = 0; row < rows; row += 1) {
    const sums = draw();
    if (labels[row]) for (let index = 0; index < width; index += 1) sums[index]! += touched.units[index]!;
    counts.set(sums, row * width);
  }
  return { counts, labels };
}

/** The touched figures of an aggregate of people. */
function aggregate({ positionOf, figures: touched }: TouchedFigures, people: readonly Sparse[]): Float64Array {
  const sums = new Float64Array(touched.length);
  for (const { figures, units } of people) {
    for (let index = 0; index < figures.length; index += 1) {
      const position = positionOf[figures[index]!]!;
      if (position >= 0) sums[position]! += units[index]!;
    }
  }
  return sums;
}

/** As released: exact, with suppression, or through step 3; then figures and their sums by table. */
function toFeatures(
  { noise, world: { cube } }: Arena,
  touched: TouchedFigures,
  counts: Float64Array,
  how: Policy | 'suppress' | null,
) {
  const width = touched.figures.length;
  const released = Float64Array.from(counts);
  for (let from = 0; how !== null && from < counts.length; from += width) {
    const row = counts.subarray(from, from + width);
    released.set(
      how === 'suppress'
        ? suppress(cube, touched, row)
        : measureFigures({ cube, figures: touched.figures, policy: how }, row, noise),
      from,
    );
  }
  return tableSums(cube, touched, released);
}

/** Suppressed is shown as 0. */
const suppress = (cube: Cube, { figures }: TouchedFigures, row: Float64Array): Float64Array =>
  row.map((value, index) => {
    const part = cube.parts.find(({ offset, figures: length }) => figures[index]! < offset + length)!;
    return value < LEAST_PEOPLE * part.unitsPerPerson ? 0 : value;
  });

/** Released aggregates as lines: what is released, target, set, label, its touched figures. */
function toRows(kept: {
  lead: readonly (string | number)[];
  labels: Uint8Array;
  features: Matrix;
  figures: number;
}): (string | number)[][] {
  const { width, values } = kept.features;
  return Array.from(kept.labels, (label, row) => [
    ...[...kept.lead, label],
    ...values.subarray(row * width, row * width + kept.figures),
  ]);
}
