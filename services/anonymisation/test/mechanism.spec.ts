import { DAILY_PRODUCTS, type Product, type Region, type ZoneId } from '@passant/contracts';
import {
  DEFAULT_POLICY,
  measureTable,
  normalQuantile,
  sigmaSquaredOf,
  spentRhoOf,
  TABLE_BOUNDS,
  toFractionNumber,
  type RandomSource,
  type TableName,
} from '@passant/privacy';
import { systemNoise } from '../src/releases/random-source';
import { measureTables } from '../src/step-three/measure-tables';
import { countedDomain, type Frame } from '../src/step-three/table-domain';
import { seeded } from './adversaries';

/** A stream of random numbers that a seed decides. */
const streamOf = (seed: number): RandomSource => ({ nextUint32: seeded(seed) });

/** Standard deviations of caution on either error rate. */
const CAUTION = 3;

/**
 * What a table is found to cost, from below, by playing the game of the guarantee: worlds with and without a person who changes
 * the table by all it may, and the best test there is (the sum of what differs, against a threshold). A mechanism as good as
 * Gaussian noise of ρ has Φ⁻¹(1 − false alarms) − Φ⁻¹(misses) ≤ √(2ρ) (Dong, Roth and Su 2019; auditing after Nasr et al. 2023).
 * A run measures `figures` figures; all runs of a world are drawn together, as rows of one table.
 */
function findSpentRho(table: TableName, figures: number, runs: number) {
  const { sensitivitySquared } = TABLE_BOUNDS[table];
  const sigmaSquared = sigmaSquaredOf(DEFAULT_POLICY, table)!;
  const change = Math.sqrt(sensitivitySquared / figures);
  const threshold = (change * figures) / 2;
  const source = streamOf(figures);
  const countOver = (count: number): number => {
    const counts = new Array<number>(figures * runs).fill(count);
    const { values } = measureTable(counts, { sensitivitySquared, sigmaSquared }, source);
    let over = 0;
    for (let run = 0; run < runs; run += 1) {
      let sum = 0;
      for (let figure = 0; figure < figures; figure += 1) sum += values[run * figures + figure]!;
      if (sum >= threshold) over += 1;
    }
    return over;
  };
  const cautious = (count: number): number => {
    const share = count / runs;
    return Math.min(0.5, share + CAUTION * Math.sqrt((share * (1 - share)) / runs));
  };
  const [falseAlarms, misses] = [countOver(0), runs - countOver(change)];
  const distance = -normalQuantile(cautious(falseAlarms)) - normalQuantile(cautious(misses));
  return { found: Math.max(0, distance) ** 2 / 2, declared: toFractionNumber(spentRhoOf(DEFAULT_POLICY, table)) };
}

describe('the spent budget', () => {
  test('found from below over a million runs of a tiny domain is what the ledger says, and no more', () => {
    const { found, declared } = findSpentRho('presence', 1, 500_000);
    expect(found).toBeLessThanOrEqual(declared);
    // A bound far below would tell of a weak attack, not of a careful mechanism.
    expect(found).toBeGreaterThan(0.75 * declared);
  });

  test('is no more either where a person changes several figures', () => {
    const { found, declared } = findSpentRho('flows', 8, 50_000);
    expect(found).toBeLessThanOrEqual(declared);
    expect(found).toBeGreaterThan(0.4 * declared);
  });
});

const zoneOf = (zone: number) => ({
  id: `Z${zone}` as ZoneId,
  covered: true,
  areas: [`A${zone}`],
  region: 0,
  middle: null,
});
const frame: Frame = {
  plan: {
    zones: [0, 1, 2].map(zoneOf),
    regions: [{ id: 'R' as ZoneId, name: 'R', residents: null } satisfies Region],
    residents: null,
  },
  hours: [0],
};

describe('noise', () => {
  test('comes from the system’s cryptographic generator, never from Math.random', () => {
    const random = Math.random;
    Math.random = () => {
      throw new Error('Math.random must not make noise');
    };
    try {
      const source = systemNoise();
      const words = Array.from({ length: 10_000 }, () => source.nextUint32());
      expect(new Set(words).size).toBeGreaterThan(9_950);
      expect(Math.max(...words)).toBeGreaterThan(2 ** 32 * 0.99);
    } finally {
      Math.random = random;
    }
  });

  test('is drawn for every figure alike, whatever its true count: nought, under the least number, at it and above', () => {
    const measure = (count: number) => {
      const counts = (product: Product) => new Array<number>(countedDomain(product, frame)!.figures).fill(count);
      return measureTables({ products: [...DAILY_PRODUCTS], frame, counts }, DEFAULT_POLICY, streamOf(3));
    };
    const ofNought = measure(0);
    for (const count of [1, 5, 19, 20, 21, 1000]) {
      for (const [table, { values }] of measure(count)) {
        const counted = ofNought.get(table)!.values.map((value, index) => values[index]! - value);
        // Margins of visitors add up several equal counts.
        expect(new Set(counted).size).toBe(1);
        expect(counted[0]! % count).toBe(0);
        expect(counted[0]).toBeGreaterThanOrEqual(count);
      }
    }
    for (const [, { values }] of ofNought) expect(values.some((value) => value !== 0)).toBe(true);
  });
});
