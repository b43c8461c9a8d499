import type { SuiteOutcome } from '../suite';
import { groupBy, hideSmall, readVectors, type Csv, type Vector, type Written } from './files';
import { near, same, stated, type Finding } from './findings';
import { discriminate } from './linear';
import { readScores } from './membership';
import { area, mean, phi, sum, type Estimate } from './statistics';

const RHO = 0.03;
const RIDGE = 0.1;

/**
 * R2: mean AUC over targets of the scores; and, from the aggregates themselves, of another classifier (Fisher's discriminant instead of
 * logistic regression), trained here on the training ones, asked about the test ones, k = 20 made here of the raw ones. It must come
 * to the same within the stated standard error, and the noise between raw and released aggregates must be of the stated σ².
 */
export function recomputeKnockKnock(written: Written, said: SuiteOutcome): Finding[] {
  const scores = readScores(written);
  const areas = (release: string) =>
    mean([...scores].filter(([name]) => name.startsWith(`${release} `)).map(([, one]) => area(one.in, one.out).value));
  const [raw, k20, passant] = [areas('raw'), areas('k20'), areas('passant')];
  const control = mean(
    [...scores]
      .filter(([name]) => name.startsWith('passant '))
      .map(([, { out }]) => area(out.slice(0, out.length >> 1), out.slice(out.length >> 1)).value),
  );
  const bound = phi(Math.sqrt(RHO));
  const targets = readVectors(written.csv('targets'));
  const aggregates = readAggregates(written);
  const trained = (release: Release) =>
    mean([...targets].map(([target, vector]) => trainAndTest(aggregates, { release, target, vector })));
  const others = { raw: trained('raw'), k20: trained('k20'), passant: trained('passant') };
  return [
    ...stated(
      {
        ...{ raw: raw.value, k20: k20.value, passant: passant.value, se: passant.se, baseline: control.value },
        ...{ passMark: bound + 3 * passant.se, hundredfold: areas('hundredfold').value },
      },
      said,
    ),
    ...Object.entries({ raw, k20, passant }).map(([name, { value, se }]) =>
      near(`${name}, by another classifier`, others[name as Release].value, value, Math.max(se, 0.005)),
    ),
    ...noiseOf(aggregates, targets),
  ];
}

type Release = 'raw' | 'k20' | 'passant';

interface Aggregate {
  readonly member: number;
  readonly figures: Float64Array;
}

/** By release, target and set. */
function readAggregates(written: Written): Map<string, Aggregate[]> {
  const file = written.csv('aggregates');
  const figures = file.tails('figures');
  const rows = file.rows('release', 'target', 'set', 'member').map((row, index) => ({
    key: `${row.release} ${row.target} ${row.set}`,
    member: Number(row.member),
    figures: figures[index]!,
  }));
  return groupBy(rows, ({ key }) => key);
}

function trainAndTest(
  aggregates: ReadonlyMap<string, readonly Aggregate[]>,
  { release, target, vector }: { release: Release; target: string; vector: Vector },
): number {
  const setOf = (set: string) => aggregates.get(`${release === 'k20' ? 'raw' : release} ${target} ${set}`)!;
  const seen = ({ figures }: Aggregate) =>
    toFeatures(
      vector,
      release === 'k20' ? figures.map((value, at) => hideSmall(value, vector.unitsPerPerson[at]!) || 0) : figures,
    );
  const training = setOf('training');
  const score = discriminate(
    training.map(seen),
    training.map(({ member }) => member),
    RIDGE,
  );
  const ask = (label: number) =>
    setOf('test')
      .filter(({ member }) => member === label)
      .map((one) => score(seen(one)));
  return area(ask(1), ask(0)).value;
}

/** The figures themselves, and of each table Σ d·figure. */
function toFeatures({ tables, units }: Vector, figures: Float64Array): Float64Array {
  const names = [...new Set(tables)];
  const features = new Float64Array(figures.length + names.length);
  features.set(figures);
  const placeOf = new Map(names.map((table, index) => [table, figures.length + index]));
  for (let at = 0; at < figures.length; at += 1) features[placeOf.get(tables[at]!)!]! += units[at]! * figures[at]!;
  return features;
}

/** Mean of ((released − raw)/σ)²: 1, with a standard error of √(2/n). */
function noiseOf(
  aggregates: ReadonlyMap<string, readonly Aggregate[]>,
  targets: ReadonlyMap<string, Vector>,
): Finding[] {
  return ['training', 'test'].map((set) => {
    let [squares, figures, labels] = [0, 0, 0];
    for (const [target, { variances }] of targets) {
      const [raw, released] = ['raw', 'passant'].map((release) => aggregates.get(`${release} ${target} ${set}`)!);
      for (const [row, one] of raw!.entries()) {
        const other = released![row]!;
        if (one.member !== other.member) labels += 1;
        for (const [at, value] of one.figures.entries()) squares += (other.figures[at]! - value) ** 2 / variances[at]!;
        figures += one.figures.length;
      }
    }
    return near(`noise of ${set} aggregates, in σ²`, squares / figures + labels, 1, 5 * Math.sqrt(2 / figures));
  });
}

interface Question {
  readonly release: Release;
  readonly target: string;
  readonly member: number;
  readonly score: number;
  readonly again: number;
}

/**
 * R3: mean AUC over targets of the scores of `asked.csv`; and, from the releases themselves, of synthetic people in closed form: sums
 * over them are Poisson around the release's marginals, so that the discriminant is Σ d·(figure − λ)/(variance of both) without any
 * training. On exact counts it must find as much; on what is released it is the stronger one, and must keep the mark as well.
 */
export function recomputeZeroAuxiliary(written: Written, said: SuiteOutcome): Finding[] {
  const asked = askAgain(written);
  const areasOf = (release: Release, pick: (one: Question) => number) =>
    mean(
      [
        ...groupBy(
          asked.filter((one) => one.release === release),
          ({ target }) => target,
        ).values(),
      ].map((of) => {
        const scoresOf = (label: number) => of.filter(({ member }) => member === label).map(pick);
        return area(scoresOf(1), scoresOf(0)).value;
      }),
    );
  const [raw, k20, passant] = (['raw', 'k20', 'passant'] as const).map((release) =>
    areasOf(release, ({ score }) => score),
  ) as [Estimate, Estimate, Estimate];
  const inClosedForm = (release: Release) => areasOf(release, ({ again }) => again);
  const closed = { raw: inClosedForm('raw'), k20: inClosedForm('k20'), passant: inClosedForm('passant') };
  const bound = phi(Math.sqrt(RHO));
  const outOf = groupBy(
    asked.filter(({ release, member }) => release === 'passant' && member === 0),
    ({ target }) => target,
  );
  const control = mean(
    [...outOf.values()].map((list) => {
      const half = (odd: number) => list.filter((_, index) => index % 2 === odd).map(({ score }) => score);
      return area(half(0), half(1)).value;
    }),
  );
  return [
    ...stated(
      {
        ...{ raw: raw.value, k20: k20.value, passant: passant.value, se: passant.se, baseline: control.value },
        passMark: bound + 3 * passant.se,
      },
      said,
    ),
    ...Object.entries({ raw, k20 }).map(([name, { value, se }]) =>
      near(
        `${name}, in closed form`,
        closed[name as Release].value,
        value,
        3 * Math.hypot(closed[name as Release].se, se) + 0.01,
      ),
    ),
    same('in closed form, above the mark', Math.max(0, closed.passant.value - bound - 3 * closed.passant.se), 0),
  ];
}

/** Every question with the suite's score and its own. */
function askAgain(written: Written): Question[] {
  const targets = readVectors(written.csv('targets'));
  const [unitsPerPerson, variances] = ['units_per_person', 'sigma_squared'].map((name) =>
    written.csv('figures').numbers(name),
  ) as [number[], number[]];
  const layout = readLayout(written.csv('figures'));
  const file = written.csv('releases');
  const figures = file.tails('f0');
  const releases = new Map(
    file.rows('release', 'number').map(({ release, number }, index) => [`${release} ${number}`, figures[index]!]),
  );
  const marginals = new Map<string, Float64Array>();
  const marginalsOf = (key: string, shown: () => Float64Array) => {
    if (!marginals.has(key)) marginals.set(key, spread(shown(), layout));
    return marginals.get(key)!;
  };
  return written
    .csv('asked')
    .rows('release', 'number', 'target', 'member', 'score')
    .map(({ release, number, target, member, score }) => {
      const { figures: touched, units } = targets.get(target)!;
      const without = releases.get(`${release === 'k20' ? 'raw' : release} ${number}`)!;
      const show = (figure: number, value: number) =>
        release === 'k20' ? hideSmall(value, unitsPerPerson[figure]!) || 0 : value;
      const expected = marginalsOf(`${release} ${number}`, () => without.map((value, figure) => show(figure, value)));
      const again = sum(
        touched.map((figure, at) => {
          const people = Math.max(0.01, expected[figure]! / unitsPerPerson[figure]!);
          const noise = release === 'passant' ? variances[figure]! : 0;
          const variance = people * unitsPerPerson[figure]! ** 2 + noise;
          const value = show(figure, without[figure]! + Number(member) * units[at]!);
          return (units[at]! * (value - people * unitsPerPerson[figure]!)) / variance;
        }),
      );
      return { release: release as Release, target, member: Number(member), score: Number(score), again };
    });
}

/** For each figure the number of its row and of its column among all of all tables, and of its table. */
interface Layout {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly tables: Int32Array;
}

function readLayout(file: Csv): Layout {
  const number = (keys: readonly string[]) => {
    const numbers = new Map([...new Set(keys)].map((key, index) => [key, index]));
    return Int32Array.from(keys, (key) => numbers.get(key)!);
  };
  const names = file.rows('table', 'row', 'column');
  return {
    rows: number(names.map(({ table, row }) => `${table} ${row}`)),
    columns: number(names.map(({ table, column }) => `${table} ${column}`)),
    tables: number(names.map(({ table }) => table)),
  };
}

/** λ of each figure: sum of its row · sum of its column / sum of its table; what is below zero is noise. */
function spread(figures: Float64Array, { rows, columns, tables }: Layout): Float64Array {
  const [ofRows, ofColumns, ofTables] = [0, 0, 0].map(() => new Float64Array(figures.length));
  for (const [figure, value] of figures.entries()) {
    ofRows![rows[figure]!]! += value;
    ofColumns![columns[figure]!]! += value;
  }
  const tableOfRow = new Map(Array.from(rows, (row, figure) => [row, tables[figure]!]));
  for (const [row, table] of tableOfRow) ofTables![table]! += Math.max(0, ofRows![row]!);
  return figures.map(
    (_, figure) =>
      (Math.max(0, ofRows![rows[figure]!]!) * Math.max(0, ofColumns![columns[figure]!]!)) /
      Math.max(1, ofTables![tables[figure]!]!),
  );
}
