import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DAILY_PRODUCTS,
  DATA_KIND_OF,
  GROUP_CODES,
  SEGMENT_FILE_STRUCTURE,
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

const PEOPLE = 400;
/**
 * A run reads many data sets at once, each under a group code of its own: counts are kept by group, as those of the three real
 * groups are, so that one run over all of them is one run over each.
 */
const DATA_SETS = 20;
const CODES = Array.from({ length: DATA_SETS }, (_, index) => index + 1);
const SPLITS_EACH = 3;
const PAIRS_EACH = 10;
const codeOf = (person: number): number => 1 + (person % DATA_SETS);
const plan = aRing(12);
const events = adversaries(PEOPLE, LONG_DAY, { cells: 12, seed: 5 });
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
/** Each holds everybody but one person of every data set. */
const without: { readonly people: readonly number[]; readonly counted: TransformedDay }[] = [];
const increments = new Map<DailyProduct, readonly Increment[]>();

beforeAll(async () => {
  await runInEngine(settings(scratch), async (engine) => {
    day = await prepare(engine, { ...LONG_DAY, events, plan, kinds: ['presence'] });
    await engine.execute(
      `INSERT INTO FUNCTION ${engine.target('everybody.native', 'Native', SEGMENT_FILE_STRUCTURE)}
       SELECT * REPLACE (toUInt8(1 + reinterpretAsUInt32(substring(pseudonym, 1, 4)) % ${DATA_SETS}) AS group_code)
       FROM ${engine.source(segmentFileName('presence', 0, 0), 'Native', SEGMENT_FILE_STRUCTURE)}`,
    );
    await loadPlan(engine, plan);
    await readOnly(engine, '1');
    whole = await countDay(engine, day);
    for (const kind of KINDS) await keepIncrements(engine, kind);
    for (let split = 0; split < SPLITS_EACH; split += 1) {
      const inA = `cityHash64(pseudonym, ${split}) % 2 = 0`;
      await readOnly(engine, inA);
      const a = await countDay(engine, day);
      await readOnly(engine, `NOT (${inA})`);
      halves.push({ a, b: await countDay(engine, day) });
    }
    for (let pair = 0; pair < PAIRS_EACH; pair += 1) {
      const people = CODES.map((_, index) => pair * DATA_SETS + index);
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
/** The full table of one data set. */
function tableOf(counted: TransformedDay, product: DailyProduct, code: number): number[] {
  const { rows, columns } = countedDomain(product, frame())!;
  const own = counted.counts[product].filter(({ groupCode }) => groupCode === code);
  const asGroup = own.map((figure) => ({ ...figure, groupCode: GROUP_CODES.both }));
  return toFigures(asGroup, { group: 'both', rows: rows.length, columns: columns.length });
}

test.each(DAILY_PRODUCTS)('%s of 60 random splits adds up: T(A ∪ B) = T(A) + T(B), end to end', (product) => {
  for (const { a, b } of halves) {
    for (const code of CODES) {
      const [ofA, ofB] = [tableOf(a, product, code), tableOf(b, product, code)];
      expect(ofA.map((units, index) => units + ofB[index]!)).toEqual(tableOf(whole, product, code));
    }
  }
  expect(halves.length * CODES.length).toBe(60);
  expect(tableOf(whole, product, 1).some((units) => units > 0)).toBe(true);
});

describe('200 pairs of neighbours', () => {
  test.each(DAILY_PRODUCTS)('differ in %s by the increments of that person, and by nothing else', (product) => {
    let pairs = 0;
    for (const { people, counted } of without) {
      for (const person of people) {
        const code = codeOf(person);
        const expected = tableOf(counted, product, code);
        const columns = countedDomain(product, frame())!.columns.length;
        for (const { row, column, units } of increments.get(product)!.filter((one) => one.person === person)) {
          expected[row * columns + column]! += units;
        }
        expect(tableOf(whole, product, code)).toEqual(expected);
        pairs += 1;
      }
    }
    expect(pairs).toBe(200);
  });

  test('cost as many draws of noise, differ by no more than declared, and by the same noise', () => {
    const ofWhole = CODES.map((code) => measure(whole, code));
    for (const { people, counted } of without) {
      for (const person of people) {
        const code = codeOf(person);
        const less = measure(counted, code);
        expect(less.draws).toBe(ofWhole[code - 1]!.draws);
        for (const [table, { values }] of ofWhole[code - 1]!.measured) {
          const others = less.measured.get(table)!.values;
          const squared = values.reduce((sum, value, index) => sum + (value - others[index]!) ** 2, 0);
          expect(squared).toBeLessThanOrEqual(TABLE_BOUNDS[table].sensitivitySquared);
        }
      }
    }
  });
});

/** Step 3 of one data set with a stream of random numbers that a seed decides: a difference is one of counts, or of draws. */
function measure(counted: TransformedDay, code: number) {
  const random = seeded(77);
  let draws = 0;
  const source = {
    nextUint32: () => {
      draws += 1;
      return random();
    },
  };
  const counts = (product: Product) => tableOf(counted, product as DailyProduct, code);
  const products = [...DAILY_PRODUCTS];
  const measured: ReadonlyMap<Table, Released<Measurement>> = measureTables(
    { products, frame: frame(), counts },
    DEFAULT_POLICY,
    source,
  );
  return { measured, draws };
}
