import fc from 'fast-check';
import { seededSource } from '../test/seeded-source';
import {
  fitMargins,
  fitParts,
  fittedVariance,
  fromReleasedRecord,
  sampleDiscreteGaussian,
  type FittedMargins,
  type MarginShape,
  type MarginTables,
  type NoisyTable,
} from './index';

const TABLES = ['total', 'byAge', 'byGender', 'byAgeAndGender'] as const;
type Values = MarginTables<readonly number[]>;

const mapTables = <T>(make: (table: (typeof TABLES)[number]) => T): MarginTables<T> =>
  Object.fromEntries(TABLES.map((table) => [table, make(table)])) as unknown as MarginTables<T>;

const fit = (values: Values, sigmaSquared: MarginTables<number>, shape: MarginShape): FittedMargins =>
  fitMargins(
    mapTables((table) => fromReleasedRecord<NoisyTable>({ values: values[table], sigmaSquared: sigmaSquared[table] })),
    shape,
  );

const valuesOf = (fitted: FittedMargins): Values => mapTables((table) => fitted[table].values);
const variancesOf = (fitted: FittedMargins) => mapTables((table) => fitted[table].variance);

/** One row a measured figure: which cells it is the sum of. */
function design({ ages, genders }: MarginShape): MarginTables<readonly (readonly number[])[]> {
  const row = (holds: (age: number, gender: number) => boolean) =>
    Array.from({ length: ages * genders }, (_, cell) => (holds(Math.floor(cell / genders), cell % genders) ? 1 : 0));
  return {
    total: [row(() => true)],
    byAge: Array.from({ length: ages }, (_, wanted) => row((age) => age === wanted)),
    byGender: Array.from({ length: genders }, (_, wanted) => row((_age, gender) => gender === wanted)),
    byAgeAndGender: Array.from({ length: ages * genders }, (_, cell) =>
      row((age, gender) => age * genders + gender === cell),
    ),
  };
}

/** Solves A·X = B by Gauss–Jordan elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, index) => [...row, ...right[index]!]);
  for (let column = 0; column < matrix.length; column += 1) {
    const pivot = rows.reduce(
      (best, row, index) => (index >= column && Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? index : best),
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const lead = rows[column]![column]!;
    rows[column] = rows[column]!.map((value) => value / lead);
    rows.forEach((row, index) => {
      const times = row[column]!;
      if (index !== column) rows[index] = row.map((value, at) => value - times * rows[column]![at]!);
    });
  }
  return rows.map((row) => row.slice(matrix.length));
}

/** The generic way: normal equations (AᵀWA)x = AᵀWy, and the covariance of Bx, B(AᵀWA)⁻¹Bᵀ. */
function solveDensely(values: Values, sigmaSquared: MarginTables<number>, shape: MarginShape) {
  const grid = design(shape);
  const cells = shape.ages * shape.genders;
  const measured = TABLES.flatMap((table) =>
    grid[table].map((row, index) => ({ row, value: values[table][index]!, weight: 1 / sigmaSquared[table] })),
  );
  const normal = Array.from({ length: cells }, (_, i) =>
    Array.from({ length: cells }, (_unused, j) =>
      measured.reduce((sum, { row, weight }) => sum + row[i]! * row[j]! * weight, 0),
    ),
  );
  const right = Array.from({ length: cells }, (_, i) => [
    measured.reduce((sum, { row, weight, value }) => sum + row[i]! * weight * value, 0),
  ]);
  const solution = solve(normal, right).map(([value]) => value!);
  const identity = normal.map((_, i) => normal.map((_row, j) => (i === j ? 1 : 0)));
  const covariance = solve(normal, identity);
  const dot = (row: readonly number[], other: readonly number[]) => row.reduce((sum, v, i) => sum + v * other[i]!, 0);
  const varianceOf = (row: readonly number[]) =>
    dot(
      row,
      covariance.map((line) => dot(line, row)),
    );
  return {
    values: mapTables((table) => grid[table].map((row) => dot(row, solution))),
    variances: mapTables((table) => varianceOf(grid[table][0]!)),
    varianceOf,
  };
}

const shapes = fc.record({ ages: fc.integer({ min: 1, max: 5 }), genders: fc.integer({ min: 1, max: 4 }) });
const sigma = fc.integer({ min: 1, max: 5000 });
const sigmas = fc.record({ total: sigma, byAge: sigma, byGender: sigma, byAgeAndGender: sigma });
const problems = shapes.chain((shape) => {
  const figures = (count: number) =>
    fc.array(fc.integer({ min: -300, max: 5000 }), { minLength: count, maxLength: count });
  const { ages, genders } = shape;
  return fc.record({
    shape: fc.constant(shape),
    sigmaSquared: sigmas,
    values: fc.record({
      total: figures(1),
      byAge: figures(ages),
      byGender: figures(genders),
      byAgeAndGender: figures(ages * genders),
    }),
  });
});

describe('fitting margins', () => {
  test('gives what a generic least-squares solver gives, values and variances', () => {
    fc.assert(
      fc.property(problems, ({ shape, sigmaSquared, values }) => {
        const fitted = fit(values, sigmaSquared, shape);
        const dense = solveDensely(values, sigmaSquared, shape);
        for (const table of TABLES) {
          fitted[table].values.forEach((value, index) =>
            expect(Math.abs(value - dense.values[table][index]!)).toBeLessThan(1e-6),
          );
          expect(Math.abs(fitted[table].variance / dense.variances[table] - 1)).toBeLessThan(1e-8);
        }
      }),
    );
  });

  test('gives the variance of any block of age bands and genders', () => {
    fc.assert(
      fc.property(shapes, sigmas, fc.integer(), fc.integer(), (shape, sigmaSquared, a, g) => {
        const block = { ages: 1 + (Math.abs(a) % shape.ages), genders: 1 + (Math.abs(g) % shape.genders) };
        const zeros = mapTables((table) => design(shape)[table].map(() => 0));
        const row = Array.from({ length: shape.ages * shape.genders }, (_, cell) =>
          Math.floor(cell / shape.genders) < block.ages && cell % shape.genders < block.genders ? 1 : 0,
        );
        const dense = solveDensely(zeros, sigmaSquared, shape).varianceOf(row);
        expect(Math.abs(fittedVariance(fitParts(sigmaSquared, shape), shape, block) / dense - 1)).toBeLessThan(1e-8);
      }),
    );
  });

  test('is consistent: cells add to margins, margins to the total', () => {
    fc.assert(
      fc.property(problems, ({ shape: { ages, genders }, sigmaSquared, values }) => {
        const { total, byAge, byGender, byAgeAndGender } = valuesOf(fit(values, sigmaSquared, { ages, genders }));
        const add = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);
        byAge.forEach((value, age) =>
          expect(add(byAgeAndGender.slice(age * genders, (age + 1) * genders))).toBeCloseTo(value, 7),
        );
        byGender.forEach((value, gender) =>
          expect(add(byAgeAndGender.filter((_, cell) => cell % genders === gender))).toBeCloseTo(value, 7),
        );
        expect(add(byAge)).toBeCloseTo(total[0]!, 7);
        expect(add(byGender)).toBeCloseTo(total[0]!, 7);
      }),
    );
  });

  test('never makes a figure less certain than it was measured', () => {
    fc.assert(
      fc.property(problems, ({ shape, sigmaSquared, values }) => {
        const variances = variancesOf(fit(values, sigmaSquared, shape));
        for (const table of TABLES) {
          expect(variances[table]).toBeLessThanOrEqual(sigmaSquared[table] * (1 + 1e-12));
        }
      }),
    );
  });

  test('leaves consistent figures as they are, whatever their noise', () => {
    fc.assert(
      fc.property(sigmas, (sigmaSquared) => {
        const values = { total: [21], byAge: [3, 7, 11], byGender: [9, 12], byAgeAndGender: [1, 2, 3, 4, 5, 6] };
        const fitted = valuesOf(fit(values, sigmaSquared, { ages: 3, genders: 2 }));
        for (const table of TABLES) {
          fitted[table].forEach((value, index) => expect(value).toBeCloseTo(values[table][index]!, 9));
        }
      }),
    );
  });

  // By hand: two ages, one gender, sigma² 1 everywhere.
  test('is an inverse-variance mean on each subspace', () => {
    const fitted = fit(
      { total: [10], byAge: [3, 5], byGender: [12], byAgeAndGender: [2, 8] },
      { total: 1, byAge: 1, byGender: 1, byAgeAndGender: 1 },
      { ages: 2, genders: 1 },
    );
    // Total: (10/1 + 8/2 + 12/1 + 10/2) / (1 + 1/2 + 1 + 1/2) = 31/3. Contrasts: ((−1) + (−3))/2 = −2.
    expect(fitted.total.values[0]).toBeCloseTo(31 / 3, 12);
    expect(fitted.total.variance).toBeCloseTo(1 / 3, 12);
    expect(fitted.byAge.values[0]).toBeCloseTo(31 / 6 - 2, 12);
    expect(fitted.byAge.values[1]).toBeCloseTo(31 / 6 + 2, 12);
    expect(fitted.byAge.variance).toBeCloseTo(1 / 12 + 1 / 4, 12);
    expect(fitted.byGender.values[0]).toBeCloseTo(31 / 3, 12);
    expect(fitted.byAgeAndGender.variance).toBeCloseTo(fitted.byAge.variance, 12);
  });

  test('fits every zone by itself', () => {
    const sigmaSquared = { total: 858, byAge: 1500, byGender: 1500, byAgeAndGender: 2000 };
    const shape = { ages: 3, genders: 2 };
    const zone = (seed: number) => {
      const source = seededSource(seed);
      return mapTables((table) => design(shape)[table].map(() => 100 + sampleDiscreteGaussian(400, source)));
    };
    const [first, second] = [zone(1), zone(2)];
    const both = valuesOf(
      fit(
        mapTables((table) => [...first[table], ...second[table]]),
        sigmaSquared,
        shape,
      ),
    );
    const apart = [first, second].map((one) => valuesOf(fit(one, sigmaSquared, shape)));
    for (const table of TABLES) expect(both[table]).toEqual([...apart[0]![table], ...apart[1]![table]]);
  });

  test('is unbiased with the stated variances under the real noise of the default policy', () => {
    const shape = { ages: 7, genders: 3 };
    const sigmaSquared = { total: 858, byAge: 1500, byGender: 1500, byAgeAndGender: 2000 };
    const cells = Array.from({ length: 21 }, (_, cell) => 5 * cell);
    const grid = design(shape);
    const truth = mapTables((table) =>
      grid[table].map((row) => row.reduce((sum, holds, cell) => sum + holds * cells[cell]!, 0)),
    );
    const source = seededSource(7);
    const zones = 6000;
    const noisy = mapTables((table) =>
      Array.from({ length: zones }, () =>
        truth[table].map((value) => value + sampleDiscreteGaussian(sigmaSquared[table], source)),
      ).flat(),
    );
    const fitted = fit(noisy, sigmaSquared, shape);
    for (const table of TABLES) {
      const width = truth[table].length;
      const errors = fitted[table].values.map((value, index) => value - truth[table][index % width]!);
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const variance = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
      // Figures of a zone are correlated: count zones, not figures.
      expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(fitted[table].variance / zones));
      expect(Math.abs(variance / fitted[table].variance - 1)).toBeLessThan(4 * Math.sqrt(2 / zones));
    }
  });

  test.each([
    ['bands that are missing', { ages: 3, genders: 2 }, 1],
    ['no bands', { ages: 0, genders: 2 }, 1],
    ['no noise', { ages: 2, genders: 1 }, 0],
  ])('refuses %s', (_, shape, sigmaSquared) => {
    const values = { total: [10], byAge: [3, 5], byGender: [12], byAgeAndGender: [2, 8] };
    expect(() =>
      fit(
        values,
        mapTables(() => sigmaSquared),
        shape,
      ),
    ).toThrow(RangeError);
  });

  test('takes only what was released', () => {
    const exact = { values: [1], sigmaSquared: 1 };
    // @ts-expect-error exact counts are not released
    const tables: Parameters<typeof fitMargins>[0] = mapTables(() => exact);
    expect(tables.total).toBe(exact);
  });
});
