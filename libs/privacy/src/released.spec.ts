import fc from 'fast-check';
import { seededSource } from '../test/seeded-source';
import { addTables, measureTable, sampleDiscreteGaussians, type NoisyTable, type Released } from './index';

describe('measuring a table', () => {
  test('draws noise on every figure, zeros included, and states the cost', () => {
    const { values, rho, sigmaSquared } = measureTable(
      [0, 0, 7],
      { sensitivitySquared: 6, sigmaSquared: 1000 },
      seededSource(1),
    );
    const noise = sampleDiscreteGaussians(3, 1000, seededSource(1));
    expect(values).toEqual([noise[0], noise[1], 7 + noise[2]!]);
    expect({ rho, sigmaSquared }).toEqual({ rho: { numerator: 3n, denominator: 1000n }, sigmaSquared: 1000 });
  });

  test('draws the same number of words whatever the counts are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 50 }),
        fc.integer(),
        (counts, seed) => {
          const [some, none] = [seededSource(seed), seededSource(seed)];
          measureTable(counts, { sensitivitySquared: 6, sigmaSquared: 1000 }, some);
          measureTable(
            counts.map(() => 0),
            { sensitivitySquared: 6, sigmaSquared: 1000 },
            none,
          );
          expect(some.words).toBe(none.words);
        },
      ),
    );
  });

  test.each([[[0.5]], [[Number.NaN]], [[2 ** 53]]])('refuses counts %j', (counts) => {
    expect(() => measureTable(counts, { sensitivitySquared: 6, sigmaSquared: 1000 }, seededSource(1))).toThrow(
      RangeError,
    );
  });

  test('adds tables of disjoint groups with their variances', () => {
    const [a, b] = [1, 2].map((seed) =>
      measureTable([5, 6], { sensitivitySquared: 6, sigmaSquared: 1000 }, seededSource(seed)),
    );
    const sum = addTables([a!, b!]);
    expect(sum.values).toEqual([a!.values[0]! + b!.values[0]!, a!.values[1]! + b!.values[1]!]);
    expect(sum.sigmaSquared).toBe(2000);
    expect(() => addTables([])).toThrow(RangeError);
  });

  test('is the only way to something released', () => {
    const exact: NoisyTable = { values: [1], sigmaSquared: 1 };
    // @ts-expect-error exact counts are not released
    const released: Released<NoisyTable> = exact;
    expect(released).toBe(exact);
  });
});
