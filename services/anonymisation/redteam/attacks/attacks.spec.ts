import fc from 'fast-check';
import { assign } from './assignment';
import { solveBits, solveSymmetric } from './least-squares';
import { scoreLogistic, trainLogistic } from './logistic-regression';
import { diceOf } from './random';
import { areaUnderCurve, hitRateAt, meanOf, proportion } from './statistics';

describe('the area under the curve', () => {
  test('is 1 where positives always score higher, 0 where lower, a half where all are equal', () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toEqual({ value: 1, se: 0 });
    expect(areaUnderCurve([1], [2, 3]).value).toBe(0);
    expect(areaUnderCurve([5, 5], [5, 5, 5]).value).toBe(0.5);
  });

  test('counts pairs, ties half', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1 }), fc.array(fc.nat(6), { minLength: 1 }), (a, b) => {
        let pairs = 0;
        for (const x of a) for (const y of b) pairs += x > y ? 1 : x === y ? 0.5 : 0;
        expect(areaUnderCurve(a, b).value).toBeCloseTo(pairs / (a.length * b.length), 12);
      }),
    );
  });

  test('of two normals one apart is Φ(1/√2), within its standard error', () => {
    const dice = diceOf(1);
    const normals = (mean: number) => Float64Array.from({ length: 20_000 }, () => mean + dice.normal());
    const { value, se } = areaUnderCurve(normals(1), normals(0));
    expect(se).toBeLessThan(0.003);
    expect(Math.abs(value - 0.7602)).toBeLessThan(4 * se);
  });
});

test('the hit rate at 1 % false alarms of two normals one apart is Φ(1 − 2.326)', () => {
  const dice = diceOf(2);
  const normals = (mean: number) => Float64Array.from({ length: 50_000 }, () => mean + dice.normal());
  const { value, se } = hitRateAt(normals(1), normals(0), 0.01);
  expect(Math.abs(value - 0.0924)).toBeLessThan(4 * se);
});

test('a share of nothing still has a standard error', () => {
  expect(proportion(0, 100)).toMatchObject({ value: 0 });
  expect(proportion(0, 100).se).toBeGreaterThan(0);
  expect(meanOf([1, 3])).toEqual({ value: 2, se: 1 });
});

describe('logistic regression', () => {
  test('finds the direction and the optimum that is known in closed form for two groups', () => {
    // Of 100 with the mark 80 are positive, of 100 without 20: log-odds ±log 4.
    const rows = Array.from({ length: 200 }, (_, row) => ({
      mark: row < 100 ? 1 : 0,
      label: row % 100 < (row < 100 ? 80 : 20) ? 1 : 0,
    }));
    const values = Float64Array.from(rows.flatMap(({ mark }) => [mark, 7]));
    const model = trainLogistic(
      { width: 2, values },
      rows.map(({ label }) => label),
      1e-9,
    );
    const [low, high] = scoreLogistic(model, { width: 2, values: Float64Array.from([0, 7, 1, 7]) });
    expect(high).toBeCloseTo(Math.log(4), 3);
    expect(low).toBeCloseTo(-Math.log(4), 3);
  });

  test('tells two clouds apart almost as well as the best line', () => {
    const dice = diceOf(3);
    const make = (rows: number) => {
      const labels = Array.from({ length: rows }, (_, row) => row % 2);
      const values = Float64Array.from(
        labels.flatMap((label) => [dice.normal() + label, 100 * dice.normal() + 100 * label, dice.normal()]),
      );
      return { labels, features: { width: 3, values } };
    };
    const [training, fresh] = [make(2000), make(4000)];
    const scores = scoreLogistic(trainLogistic(training.features, training.labels, 1e-4), fresh.features);
    const { value } = areaUnderCurve(
      scores.filter((_, row) => row % 2 === 1),
      scores.filter((_, row) => row % 2 === 0),
    );
    // Two independent unit shifts: Φ(√2/√2) = 0.841.
    expect(value).toBeGreaterThan(0.825);
  });
});

describe('the assignment', () => {
  test('of a known table has the least cost', () => {
    // prettier-ignore
    const columns = assign([4, 1, 3, 2, 0, 5, 3, 2, 2], 3);
    expect([...columns]).toEqual([1, 0, 2]);
  });

  test('is never beaten by any permutation', () => {
    const permutations = (items: number[]): number[][] =>
      items.length === 0
        ? [[]]
        : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 25, maxLength: 25 }),
        (size, costs) => {
          const cost = (columns: ArrayLike<number>) =>
            Array.from(columns).reduce((sum, column, row) => sum + costs[row * size + column]!, 0);
          const best = Math.min(...permutations(Array.from({ length: size }, (_, index) => index)).map(cost));
          const found = assign(costs.slice(0, size * size), size);
          expect(new Set(found).size).toBe(size);
          expect(cost(found)).toBe(best);
        },
      ),
    );
  });
});

describe('least squares', () => {
  test('solves a system of known solution', () => {
    expect(
      [...solveSymmetric(Float64Array.from([4, 2, 2, 3]), Float64Array.from([10, 8]))].map(
        (x) => Math.round(x * 1e6) / 1e6,
      ),
    ).toEqual([1.75, 1.5]);
  });

  test('recovers planted bits from exact sums', () => {
    const dice = diceOf(4);
    const vectors = Array.from({ length: 20 }, () => ({
      figures: Int32Array.from(dice.sample(60, 8)).sort(),
      units: Int32Array.from({ length: 8 }, () => dice.below(9) - 4 || 5),
    }));
    const bits = vectors.map(() => dice.below(2));
    const observed = new Float64Array(60);
    for (const [k, { figures, units }] of vectors.entries())
      for (const [i, figure] of figures.entries()) observed[figure]! += bits[k]! * units[i]!;
    const found = solveBits(vectors, observed, { weights: new Float64Array(60).fill(1) });
    expect([...found].map((bit) => (bit > 0.5 ? 1 : 0))).toEqual(bits);
  });
});

describe('the dice', () => {
  test('fall alike for a seed, and as they should on average', () => {
    expect(diceOf(9).below(1e9)).toBe(diceOf(9).below(1e9));
    expect(diceOf(9).below(1e9)).not.toBe(diceOf(10).below(1e9));
    const dice = diceOf(5);
    for (const mean of [0.3, 8, 200]) {
      const draws = Array.from({ length: 20_000 }, () => dice.poisson(mean));
      const { value, se } = meanOf(draws);
      expect(Math.abs(value - mean)).toBeLessThan(4.5 * se + 0.01);
    }
    expect(new Set(dice.sample(50, 50)).size).toBe(50);
  });
});
