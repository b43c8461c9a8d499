import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DAILY_PRODUCTS,
  DATA_KIND_OF,
  GROUPS,
  SEGMENT_FILE_STRUCTURE,
  type Group,
  type Product,
  type Table,
} from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { DEFAULT_POLICY, TABLE_BOUNDS, type Measurement, type Released } from '@passant/privacy';
import { adversaries, aRing, LONG_DAY, seeded } from '../../test/adversaries';
import { PERSON, prepare, pseudonymOf, settings } from '../../test/test-day';
import { measureTables } from '../step-three/measure-tables';
import { countedDomain, type Frame } from '../step-three/table-domain';
import { toFigures } from './domain/to-figures';
import { loadPlan } from './plan-files';
import {
  countDay,
  FIGURES,
  findStays,
  forgetStays,
  segmentFileName,
  toParameters,
  type DailyProduct,
  type DayToTransform,
  type TransformedDay,
} from './transform-day';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const PEOPLE = 201;
const SPLITS = 50;
const PAIRS = 200;
const plan = aRing(20);
/** Three disjoint groups: one run over them is one data set each. */
const groupOf = (person: number): Group => GROUPS[person % GROUPS.length]!;
const events = adversaries(PEOPLE, LONG_DAY, { cells: 20, seed: 5 }).map((event) => ({
  ...event,
  group: groupOf(event.person),
}));
const KINDS = ['presence', 'movement'] as const;

interface Increment {
  readonly person: number;
  readonly row: number;
  readonly column: number;
  readonly units: number;
}

/** All runs share an engine and a loaded plan; each has segment files of its own people. */
async function readOnly(engine: Engine, condition: string): Promise<void> {
  for (const kind of KINDS) {
    await engine.execute(
      `INSERT INTO FUNCTION ${engine.target(segmentFileName(kind, 0, 0), 'Native', SEGMENT_FILE_STRUCTURE)}
       SELECT * FROM ${engine.source('everybody.native', 'Native', SEGMENT_FILE_STRUCTURE)} WHERE ${condition}`,
    );
  }
}

const isOneOf = (people: readonly number[]): string =>
  `hex(pseudonym) IN (${people.map((person) => `'${pseudonymOf(person).toString('hex').toUpperCase()}'`).join(', ')})`;

let day: DayToTransform;
let whole: TransformedDay;
const halves: { readonly a: TransformedDay; readonly b: TransformedDay }[] = [];
/** Each holds everybody but one person of every group. */
const without: { readonly people: readonly number[]; readonly counted: TransformedDay }[] = [];
const increments = new Map<DailyProduct, readonly Increment[]>();

beforeAll(async () => {
  await runInEngine(settings(scratch), async (engine) => {
    day = await prepare(engine, { ...LONG_DAY, events, plan, kinds: ['presence'] });
    await engine.execute(
      `INSERT INTO FUNCTION ${engine.target('everybody.native', 'Native', SEGMENT_FILE_STRUCTURE)}
       SELECT * FROM ${engine.source(segmentFileName('presence', 0, 0), 'Native', SEGMENT_FILE_STRUCTURE)}`,
    );
    await loadPlan(engine, plan);
    await readOnly(engine, '1');
    whole = await countDay(engine, day);
    for (const kind of KINDS) await keepIncrements(engine, kind);
    for (let split = 0; split < SPLITS; split += 1) {
      const inA = `cityHash64(pseudonym, ${split}) % 2 = 0`;
      await readOnly(engine, inA);
      const a = await countDay(engine, day);
      await readOnly(engine, `NOT (${inA})`);
      halves.push({ a, b: await countDay(engine, day) });
    }
    for (let first = 0; first < PAIRS; first += GROUPS.length) {
      const people = GROUPS.map((_, index) => first + index);
      await readOnly(engine, `NOT ${isOneOf(people)}`);
      without.push({ people, counted: await countDay(engine, day) });
    }
  });
}, 240_000);

async function keepIncrements(engine: Engine, kind: (typeof KINDS)[number]): Promise<void> {
  await findStays(engine, kind, day);
  for (const product of DAILY_PRODUCTS.filter((one) => DATA_KIND_OF[one] === kind)) {
    const statement = FIGURES[product]('pseudonym, group_code');
    const rows = `SELECT ${PERSON}, row, column, units FROM (${statement})`;
    increments.set(product, await engine.rows<Increment>(rows, toParameters(day)));
  }
  await forgetStays(engine, kind);
}

const frame = (): Frame => ({ plan: { ...plan, residents: null }, hours: day.window.hours });
function tableOf(counted: TransformedDay, product: DailyProduct, group: Group): number[] {
  const { rows, columns } = countedDomain(product, frame())!;
  return toFigures(counted.counts[product], { group, rows: rows.length, columns: columns.length });
}

test.each(DAILY_PRODUCTS)('%s of 50 random splits adds up: T(A ∪ B) = T(A) + T(B), end to end', (product) => {
  for (const { a, b } of halves) {
    for (const group of GROUPS) {
      const [ofA, ofB] = [tableOf(a, product, group), tableOf(b, product, group)];
      expect(ofA.map((units, index) => units + ofB[index]!)).toEqual(tableOf(whole, product, group));
    }
  }
  expect(tableOf(whole, product, 'both').some((units) => units > 0)).toBe(true);
});

describe('200 pairs of neighbours', () => {
  test.each(DAILY_PRODUCTS)('differ in %s by the increments of that person, and by nothing else', (product) => {
    let pairs = 0;
    for (const { people, counted } of without) {
      for (const person of people) {
        const group = groupOf(person);
        const expected = tableOf(counted, product, group);
        const columns = countedDomain(product, frame())!.columns.length;
        for (const { row, column, units } of increments.get(product)!.filter((one) => one.person === person)) {
          expected[row * columns + column]! += units;
        }
        expect(tableOf(whole, product, group)).toEqual(expected);
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThanOrEqual(PAIRS);
  });

  test('cost as many draws of noise, differ by no more than declared, and by the same noise', () => {
    for (const { people, counted } of without) {
      for (const person of people) {
        const group = groupOf(person);
        const [with_, less] = [measure(whole, group), measure(counted, group)];
        expect(less.draws).toBe(with_.draws);
        for (const [table, { values }] of with_.measured) {
          const others = less.measured.get(table)!.values;
          const squared = values.reduce((sum, value, index) => sum + (value - others[index]!) ** 2, 0);
          expect(squared).toBeLessThanOrEqual(TABLE_BOUNDS[table].sensitivitySquared);
        }
      }
    }
  });
});

/** Step 3 of one group with a stream of random numbers that a seed decides: a difference is one of counts, or of draws. */
function measure(counted: TransformedDay, group: Group) {
  const random = seeded(77);
  let draws = 0;
  const source = {
    nextUint32: () => {
      draws += 1;
      return random();
    },
  };
  const counts = (product: Product) => tableOf(counted, product as DailyProduct, group);
  const products = [...DAILY_PRODUCTS];
  const measured: ReadonlyMap<Table, Released<Measurement>> = measureTables(
    { products, frame: frame(), counts },
    DEFAULT_POLICY,
    source,
  );
  return { measured, draws };
}
