import { DAILY_PRODUCTS, MONTHLY_PRODUCTS, TABLES_OF, type Product } from '@passant/contracts';
import {
  DEFAULT_POLICY,
  fraction,
  parseFraction,
  scalePolicy,
  sigmaSquaredOf,
  STRICT_POLICY,
  TABLE_BOUNDS,
  type Policy,
} from '@passant/privacy';
import fc from 'fast-check';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../test/seeded';
import { aPlan, HOURS } from '../../test/test-city';
import { measureTables, measureTablesUnsafely } from './measure-tables';
import { PolicyRefused } from './policy-refused';
import { countedDomain, tableDomain } from './table-domain';

const frame = { plan: aPlan({ zones: 3, regions: 2 }), hours: HOURS };
const zeros = (product: Product) => new Array<number>(countedDomain(product, frame)!.figures).fill(0);
const daily = { products: DAILY_PRODUCTS, frame, counts: zeros };

describe('measuring the tables of a group', () => {
  test('draws noise on every figure of every table, each with its own variance', () => {
    const measured = measureTables(daily, DEFAULT_POLICY, seeded(1));
    expect([...measured.keys()]).toEqual(DAILY_PRODUCTS.flatMap((product) => [...TABLES_OF[product]]));
    for (const [table, { values, sigmaSquared, sensitivitySquared, rho }] of measured) {
      expect(values).toHaveLength(tableDomain(table, frame)!.figures);
      expect(sigmaSquared).toBe(sigmaSquaredOf(DEFAULT_POLICY, table));
      expect(sensitivitySquared).toBe(TABLE_BOUNDS[table].sensitivitySquared);
      expect(rho).toEqual(fraction(sensitivitySquared, 2 * sigmaSquared));
    }
  });

  test('measures visitors’ tables as margins of one count, with noise of their own', () => {
    const counts = zeros('visitors').map((_, index) => index * 1000);
    const measured = measureTables({ products: ['visitors'], frame, counts: () => counts }, DEFAULT_POLICY, seeded(2));
    const cells = counts.slice(21, 42);
    const near = (value: number, exact: number) => expect(Math.abs(value - exact)).toBeLessThan(300);
    near(
      measured.get('visitors')!.values[1]!,
      cells.reduce((sum, one) => sum + one, 0),
    );
    near(measured.get('visitors-by-age')!.values[7]!, cells[0]! + cells[1]! + cells[2]!);
    near(
      measured.get('visitors-by-gender')!.values[4]!,
      [1, 4, 7, 10, 13, 16, 19].reduce((sum, cell) => sum + cells[cell]!, 0),
    );
    near(measured.get('visitors-by-age-and-gender')!.values[21]!, cells[0]!);
  });

  test('draws the same words whatever was counted', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 1e6 }), (seed, count) => {
        const [some, none] = [seeded(seed), seeded(seed)];
        measureTables({ ...daily, counts: (product) => zeros(product).map(() => count) }, DEFAULT_POLICY, some);
        measureTables(daily, DEFAULT_POLICY, none);
        expect(some.words).toBe(none.words);
      }),
      { numRuns: 20 },
    );
  });

  test('leaves out what the policy gives no budget, and never counts it', () => {
    const policy: Policy = {
      ...DEFAULT_POLICY,
      rho: { ...DEFAULT_POLICY.rho, flows: fraction(0, 1), dwell: fraction(0, 1) },
    };
    const asked: Product[] = [];
    const counts = (product: Product) => (asked.push(product), zeros(product));
    const measured = measureTables({ ...daily, counts }, policy, seeded(3));
    expect(measured.has('flows') || measured.has('dwell')).toBe(false);
    expect(asked).toEqual(['presence', 'visitors', 'origin']);
  });

  test('measures a month’s frequency alone', () => {
    const measured = measureTables(
      { products: MONTHLY_PRODUCTS, frame: { ...frame, hours: [] }, counts: zeros },
      STRICT_POLICY,
      seeded(4),
    );
    expect([...measured.keys()]).toEqual(['frequency']);
  });

  test('refuses counts of another domain', () => {
    expect(() => measureTables({ ...daily, counts: () => [1, 2] }, DEFAULT_POLICY, seeded(5))).toThrow(RangeError);
  });
});

describe('a policy past the ceiling', () => {
  const hundredfold = scalePolicy(DEFAULT_POLICY, 'rho × 100', parseFraction('3'));

  test('is refused, with the numbers, before anything is drawn', () => {
    const source = seeded(6);
    expect(() => measureTables(daily, hundredfold, source)).toThrow(PolicyRefused);
    expect(() => measureTables(daily, hundredfold, source)).toThrow(/over the ceiling 1\/10/);
    expect(source.words).toBe(0);
  });

  test('can be used by tools, with a hundredth of the variance', () => {
    const measured = measureTablesUnsafely(daily, hundredfold, seeded(7));
    expect(measured.get('dwell')!.sigmaSquared).toBe(10);
  });

  test('is used by nothing of the service', () => {
    const callers = sourcesUnder(join(__dirname, '..')).filter(
      (file) => !file.endsWith('.spec.ts') && readFileSync(file, 'utf8').includes('measureTablesUnsafely'),
    );
    expect(callers).toEqual([join(__dirname, 'measure-tables.ts')]);
  });
});

const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourcesUnder(path);
    return path.endsWith('.ts') ? [path] : [];
  });
