import fc from 'fast-check';
import { seededSource } from '../test/seeded-source';
import {
  extrapolateByStrata,
  extrapolationFactor,
  rake,
  rakeShares,
  reweighShares,
  sampleDiscreteGaussian,
  sharesOfPart,
  shrinkShares,
  toShares,
  toStrataPart,
  type Shares,
  type Stratum,
} from './index';

const certain = (shares: readonly number[]): Shares => ({ shares, errors: [] });
const stratum = (residents: number | null, size: number, sigmaSquared = 0): Stratum => ({
  residents,
  panel: { size, sigmaSquared },
});
const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('shares', () => {
  test('shrink to the city’s by 0.03² / (0.03² + (sd/n)²)', () => {
    // n = 1000, sd = 15: sd/n = 0.015, weight 9 / (9 + 2.25) = 0.8.
    const { shares, errors } = shrinkShares({ values: [700, 300], variance: 225 }, [0.5, 0.5]);
    expect(shares[0]).toBeCloseTo(0.66, 12);
    expect(shares[1]).toBeCloseTo(0.34, 12);
    expect(errors).toHaveLength(2);
    expect(errors[0]!.variance).toBeCloseTo(0.03 ** 2 * 0.2, 12);
  });

  test('are the zone’s own where nothing is uncertain, and the city’s where nobody is', () => {
    expect(shrinkShares({ values: [90, 10], variance: 0 }, [0.5, 0.5]).shares).toEqual([0.9, 0.1]);
    expect(shrinkShares({ values: [-40, 30], variance: 900 }, [0.2, 0.8]).shares).toEqual([0.2, 0.8]);
  });

  test('are shares whatever the noise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500, max: 2000 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 0, max: 5000 }),
        (values, variance) => {
          const { shares } = shrinkShares({ values, variance }, [0.2, 0.3, 0.5]);
          expect(add(shares)).toBeCloseTo(1, 9);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('of some strata keep their proportions', () => {
    const all = shrinkShares({ values: [10, 30, 60], variance: 9 }, [0.2, 0.3, 0.5]);
    const some = sharesOfPart(all, toStrataPart([0, 1], all))!;
    expect(add(some.shares)).toBeCloseTo(1, 12);
    expect(some.shares[1]! / some.shares[0]!).toBeCloseTo(all.shares[1]! / all.shares[0]!, 12);
    const mass = all.shares[0]! + all.shares[1]!;
    expect(some.errors.map(({ variance }) => variance)).toEqual(
      all.errors.slice(0, 2).map(({ variance }) => variance / mass ** 2),
    );
    const nobody = certain([1, 0]);
    expect(sharesOfPart(nobody, toStrataPart([1], nobody))).toBeNull();
  });

  test('of some strata take that part of a joint error which falls on them', () => {
    // A fifth of the mass that the error moves lies in stratum 1, which is all of the part: 0.01 · 0.2² / 0.1².
    const all: Shares = { shares: [0.4, 0.1, 0.5], errors: [{ variance: 0.01, strata: [0, 1] }] };
    const { errors, shares } = sharesOfPart(all, toStrataPart([1], all))!;
    expect(shares).toEqual([1]);
    expect(errors[0]!.strata).toEqual([0]);
    expect(errors[0]!.variance).toBeCloseTo(0.04, 12);
  });

  test('of something else are the same people by how much of it each stratum has', () => {
    const visits: Shares = { shares: [0.2, 0.3, 0.5], errors: [{ variance: 0.01, strata: [0, 1] }] };
    const hours = reweighShares(visits, [2, 1, 1]);
    expect(hours.shares.map((share) => Number(share.toFixed(12)))).toEqual(
      [0.4 / 1.2, 0.25, 0.5 / 1.2].map((share) => Number(share.toFixed(12))),
    );
    // What the error moves was half of all visits and is 0.7/1.2 of all hours.
    expect(hours.errors[0]!.variance).toBeCloseTo(0.01 * (0.7 / 1.2 / 0.5) ** 2, 12);
    expect(reweighShares(visits, [3, 3, 3]).errors[0]!.variance).toBeCloseTo(0.01, 12);
    const nobody: Shares = { shares: [0, 1], errors: [{ variance: 0.01, strata: [0] }] };
    expect(reweighShares(nobody, [3, 2]).errors[0]!.variance).toBeCloseTo(0.01 * 1.5 ** 2, 12);
    expect(reweighShares(visits, [0, 0, 0])).toEqual(visits);
    expect(() => reweighShares(visits, [1, 1])).toThrow(RangeError);
    expect(() => reweighShares(visits, [1, -1, 1])).toThrow(RangeError);
  });

  test.each([
    [[1, 2], 1, [1]],
    [[1], -1, [1]],
    [[], 0, []],
  ])('refuse %j with %d and %j', (values, variance, city) => {
    expect(() => shrinkShares({ values, variance }, city)).toThrow(RangeError);
  });
});

describe('extrapolation by strata', () => {
  test('weights residents over panel by the figure’s shares, with both errors', () => {
    const shares: Shares = {
      shares: [0.5, 0.5],
      errors: [
        { variance: 0.0004, strata: [0] },
        { variance: 0.0004, strata: [1] },
      ],
    };
    const found = extrapolateByStrata([stratum(10_000, 2000, 400), stratum(10_000, 1000, 400)], shares);
    // Ratios 5 and 10, factor 7.5. Panel: 2.5²·400/2000² + 5²·400/1000² = 0.000625 + 0.01. Shares: 2 · 0.0004 · 2.5².
    expect(found).toMatchObject({ state: 'extrapolated', weightUnderSampled: 0 });
    if (found.state !== 'extrapolated') throw new Error('unreachable');
    expect(found.factor).toBeCloseTo(7.5, 12);
    expect(found.variance).toBeCloseTo(0.010625 + 0.005, 12);
  });

  test('tells what of its variance is mixing: nothing where all strata agree alike', () => {
    const of = (sizes: readonly number[], mixing: number) => {
      const strata = sizes.map((size) => stratum(10_000, size, 400));
      const found = extrapolateByStrata(strata, certain([0.5, 0.5]), mixing);
      if (found.state !== 'extrapolated') throw new Error('unreachable');
      return found;
    };
    const [without, mixed] = [of([2000, 1000], 0), of([2000, 1000], 0.2)];
    // Ratios 5 and 10 around 7.5: 6.25, less the panels' noise of 5²·0.0001 and 10²·0.0004, half each.
    expect(mixed.ofMixing).toBeCloseTo(0.2 ** 2 * (6.25 - 0.5 * (0.0025 + 0.04)), 12);
    expect(without.ofMixing).toBe(0);
    expect(mixed.variance - mixed.ofMixing).toBeCloseTo(without.variance, 12);
    expect(of([2000, 2000], 0.2).ofMixing).toBe(0);
  });

  test('is the one factor where there is one stratum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e6 }), fc.integer({ min: 100, max: 1e5 }), (residents, size) => {
        fc.pre(size * 100 >= residents);
        const one = extrapolationFactor(residents, [{ size, sigmaSquared: 300 }])!;
        const found = extrapolateByStrata([stratum(residents, size, 300)], certain([1]));
        if (found.state !== 'extrapolated') throw new Error('expected a factor');
        expect(found.factor).toBeCloseTo(one.factor, 9);
        expect(Math.abs(found.variance / one.variance - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  test('lies between the smallest and the largest ratio', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            residents: fc.integer({ min: 1, max: 50_000 }),
            sampled: fc.integer({ min: 11, max: 1000 }),
            weight: fc.integer({ min: 1, max: 100 }),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        (rows) => {
          const strata = rows.map(({ residents, sampled }) => stratum(residents, (residents * sampled) / 1000));
          const found = extrapolateByStrata(strata, certain(toShares(rows.map(({ weight }) => weight))!));
          if (found.state !== 'extrapolated') throw new Error('expected a factor');
          const ratios = rows.map(({ sampled }) => 1000 / sampled);
          expect(found.factor).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-9);
          expect(found.factor).toBeLessThanOrEqual(Math.max(...ratios) + 1e-9);
        },
      ),
    );
  });

  test.each([
    { weight: 0.2, size: 99, state: 'extrapolated' },
    { weight: 0.21, size: 99, state: 'not-extrapolated' },
    { weight: 0.21, size: 100, state: 'extrapolated' },
    { weight: 0.21, size: -30, state: 'not-extrapolated' },
  ])('with $weight of its weight in 10,000 residents with a panel of $size: $state', ({ weight, size, state }) => {
    const found = extrapolateByStrata([stratum(10_000, size), stratum(10_000, 2000)], certain([weight, 1 - weight]));
    expect(found.state).toBe(state);
    expect(found.weightUnderSampled).toBeCloseTo(size < 100 ? weight : 0, 12);
    if (found.state === 'not-extrapolated') expect(found.reason).toBe('under-sampled');
    // Taken as one in a hundred, never less.
    else if (size < 100) expect(found.factor).toBeCloseTo(0.2 * 100 + 0.8 * 5, 9);
  });

  test('takes a panel that its noise could have made as under-sampled', () => {
    // Three standard deviations of 300 are 52 people: 40 of 1,000 are 4 %, and might be none.
    expect(extrapolateByStrata([stratum(1000, 40, 300)], certain([1]))).toMatchObject({ reason: 'under-sampled' });
    expect(extrapolateByStrata([stratum(1000, 60, 300)], certain([1]))).toMatchObject({ state: 'extrapolated' });
  });

  test('is refused where the population of a stratum is missing, unless nobody is in it', () => {
    const strata = [stratum(null, 500), stratum(1000, 500)];
    expect(extrapolateByStrata(strata, certain([0.01, 0.99]))).toMatchObject({ reason: 'residents-unknown' });
    expect(extrapolateByStrata(strata, certain([0, 1]))).toMatchObject({ state: 'extrapolated', factor: 2 });
  });

  test('has the stated variance when the panel is measured with noise', () => {
    const source = seededSource(3);
    const truth = [3000, 1200, 800];
    const residents = [20_000, 18_000, 16_000];
    const shares = certain([0.5, 0.3, 0.2]);
    const strata = (sizes: readonly number[]) => sizes.map((size, index) => stratum(residents[index]!, size, 600));
    const exact = extrapolateByStrata(strata(truth), shares);
    const draws = Array.from({ length: 20_000 }, () => {
      const found = extrapolateByStrata(
        strata(truth.map((size) => size + sampleDiscreteGaussian(600, source))),
        shares,
      );
      return found.state === 'extrapolated' ? found.factor : Number.NaN;
    });
    if (exact.state !== 'extrapolated') throw new Error('unreachable');
    const variance = add(draws.map((draw) => (draw - exact.factor) ** 2)) / draws.length;
    expect(Math.abs(variance / exact.variance - 1)).toBeLessThan(0.05);
  });

  test('has the stated variance when zones differ from their city by 0.03', () => {
    // Zones' true shares scatter around the city's; figures carry noise; the shrunk factor is off by what is stated.
    const source = seededSource(9);
    const strata = [stratum(20_000, 4000), stratum(20_000, 1000), stratum(20_000, 400)];
    const city = [0.4, 0.35, 0.25];
    const [people, variance] = [1500, 500];
    const errors = Array.from({ length: 20_000 }, () => {
      const apart = city.map(() => sampleDiscreteGaussian(900_000_000, source) / 1_000_000);
      const center = add(apart) / 3;
      const truth = city.map((share, index) => share + apart[index]! - center);
      const values = truth.map((share) => people * share + sampleDiscreteGaussian(variance, source));
      const found = extrapolateByStrata(strata, shrinkShares({ values, variance }, city));
      const right = truth[0]! * 5 + truth[1]! * 20 + truth[2]! * 50;
      return found.state === 'extrapolated' ? { squared: (found.factor - right) ** 2, stated: found.variance } : null;
    });
    const squared = add(errors.map((error) => error!.squared));
    const stated = add(errors.map((error) => error!.stated));
    expect(squared / stated).toBeGreaterThan(0.8);
    expect(squared / stated).toBeLessThan(1.25);
  });

  test.each([
    [[stratum(100, 10)], [0.5, 0.5]],
    [[], []],
    [[stratum(-1, 10)], [1]],
    [[stratum(100, 10, -1)], [1]],
  ])('refuses %j with shares %j', (strata, shares) => {
    expect(() => extrapolateByStrata(strata, certain(shares))).toThrow(RangeError);
  });
});

describe('raking', () => {
  test('reaches both margins and keeps the seed’s odds ratio', () => {
    const raked = rake(
      [
        [40, 30],
        [35, 50],
      ],
      { rows: [100, 50], columns: [60, 90] },
    );
    if (raked.state !== 'raked') throw new Error('expected a table');
    const [[a, b], [c, d]] = raked.table as [[number, number], [number, number]];
    expect([a + b, c + d, a + c, b + d].map((sum) => Number(sum.toFixed(6)))).toEqual([100, 50, 60, 90]);
    expect((a * d) / (b * c)).toBeCloseTo((40 * 50) / (30 * 35), 6);
  });

  test('of a flat seed is the product of the margins', () => {
    const raked = rake(
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
      { rows: [0.25, 0.75], columns: [0.5, 0.3, 0.2] },
    );
    expect(raked.state === 'raked' && raked.table.flat().map((value) => Number(value.toFixed(9)))).toEqual([
      0.125, 0.075, 0.05, 0.375, 0.225, 0.15,
    ]);
  });

  test('reaches its margins from any positive seed', () => {
    const positive = (length: number) =>
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(fc.array(positive(4), { minLength: 3, maxLength: 3 }), positive(3), positive(4), (seed, r, c) => {
        const [rows, columns] = [toShares(r)!, toShares(c)!];
        const raked = rake(seed, { rows, columns });
        if (raked.state !== 'raked') throw new Error('expected a table');
        raked.table.forEach((row, index) => expect(add(row)).toBeCloseTo(rows[index]!, 8));
        columns.forEach((sum, column) => expect(add(raked.table.map((row) => row[column]!))).toBeCloseTo(sum, 8));
      }),
    );
  });

  test('says where it cannot: people wanted where the seed has none, or margins that differ', () => {
    expect(
      rake(
        [
          [0, 0],
          [1, 1],
        ],
        { rows: [1, 1], columns: [1, 1] },
      ).state,
    ).toBe('not-reached');
    expect(rake([[1]], { rows: [1], columns: [2] }).state).toBe('not-reached');
    expect(() => rake([[-1]], { rows: [1], columns: [1] })).toThrow(RangeError);
    expect(() => rake([[1, 1]], { rows: [1], columns: [1] })).toThrow(RangeError);
  });

  test('joins a zone’s profile and home regions, with the errors of both margins', () => {
    const profile: Shares = { shares: [0.6, 0.4], errors: [{ variance: 0.0004, strata: [0] }] };
    const home: Shares = { shares: [0.9, 0.1], errors: [{ variance: 0.0001, strata: [1] }] };
    const joint = rakeShares(
      [
        [500, -3],
        [500, 400],
      ],
      profile,
      home,
    )!;
    expect(add(joint.shares)).toBeCloseTo(1, 9);
    expect(joint.shares[0]! + joint.shares[1]!).toBeCloseTo(0.6, 9);
    expect(joint.shares[1]! + joint.shares[3]!).toBeCloseTo(0.1, 9);
    expect(joint.errors).toEqual([
      { variance: 0.0004, strata: [0, 1] },
      { variance: 0.0001, strata: [1, 3] },
    ]);
    const found = extrapolateByStrata(
      [5, 10, 10, 20].map((ratio) => stratum(ratio * 1000, 1000)),
      joint,
    );
    expect(found.state === 'extrapolated' && found.variance).toBeGreaterThan(0);
  });
});

describe('a figure whose people may be mixed otherwise than its shares say', () => {
  const strata = [
    { residents: 1000, panel: { size: 100, sigmaSquared: 0 } },
    { residents: 1000, panel: { size: 200, sigmaSquared: 0 } },
  ];
  const shares = { shares: [0.5, 0.5], errors: [] };

  test('is less sure by how much strata differ', () => {
    // Ratios 10 and 5 around 7.5.
    expect(extrapolateByStrata(strata, shares, 0.5)).toMatchObject({ factor: 7.5, variance: 0.25 * 6.25 });
    expect(extrapolateByStrata(strata, shares)).toMatchObject({ factor: 7.5, variance: 0 });
    expect(() => extrapolateByStrata(strata, shares, -1)).toThrow(RangeError);
  });

  test('is as sure where all agree alike, also where noise makes them look different', () => {
    const alike = [95, 105].map((size) => ({ residents: 1000, panel: { size, sigmaSquared: 300 } }));
    const [with0, with1] = [extrapolateByStrata(alike, shares), extrapolateByStrata(alike, shares, 1)];
    expect(with1).toEqual(with0);
  });
});
