import fc from 'fast-check';
import vectors from '../test/vectors.json';
import { seededSource } from '../test/seeded-source';
import {
  estimateFigure,
  estimateSum,
  extrapolationFactor,
  interval95,
  noiseInterval,
  sampleDiscreteGaussian,
  usesOwnGroup,
  type Slice,
} from './index';

const aSlice = (overrides: Partial<Slice> = {}): Slice => ({
  values: [500],
  sigmaSquared: 1000,
  unitsPerPerson: 1,
  extrapolation: { factor: 2, variance: 0 },
  releaseId: 'monday',
  ...overrides,
});
const rule = { k: 20, figures: 100, scale: 1 };
const sdOf = ({ low, high }: { low: number; high: number }) => (high - low) / (2 * 1.959963984540054);

describe('estimates', () => {
  test('extrapolate last, with sampling, noise and the factor in the interval', () => {
    const estimate = estimateFigure(aSlice({ extrapolation: { factor: 2, variance: 0.01 } }), rule);
    expect(estimate.value).toBe(1000);
    expect(sdOf(estimate)).toBeCloseTo(Math.sqrt(4 * 1000 + 4 * 500 * 0.5 + 500 ** 2 * 0.01), 6);
  });

  test('speak of the panel alone where nothing is extrapolated', () => {
    const estimate = estimateFigure(aSlice({ extrapolation: null }), rule);
    expect(estimate.value).toBe(500);
    expect(sdOf(estimate)).toBeCloseTo(Math.sqrt(1000), 6);
  });

  test('add variances over zones, and over hours sampling errors of partly the same people', () => {
    const zones = estimateSum([aSlice({ values: [500, 500] })], rule);
    expect(sdOf(zones)).toBeCloseTo(Math.sqrt(4 * 2000 + 4 * (250 + 250)), 6);
    const hours = estimateSum([aSlice(), aSlice()], rule);
    expect(sdOf(hours)).toBeCloseTo(Math.sqrt(4 * 2000 + 4 * (0.43 * (2 * Math.sqrt(250)) ** 2 + 0.57 * 500)), 6);
  });

  test('share the error of the factor within a release and between releases: who is in a zone is unknown on all days alike', () => {
    const extrapolation = { factor: 1, variance: 0.04 };
    const within = estimateSum([aSlice({ extrapolation }), aSlice({ extrapolation })], rule);
    expect(sdOf(within) ** 2).toBeCloseTo(2000 + 1000 ** 2 * 0.04, 4);
    const between = estimateSum([aSlice({ extrapolation }), aSlice({ extrapolation, releaseId: 'tuesday' })], rule);
    expect(sdOf(between) ** 2).toBeCloseTo(2000 + 1000 ** 2 * 0.04, 4);
  });

  test('share it too where figures of a release have factors of their own', () => {
    const factors = [0.04, 0.01].map((variance) => aSlice({ extrapolation: { factor: 1, variance } }));
    expect(sdOf(estimateSum(factors, rule)) ** 2).toBeCloseTo(2000 + (500 * 0.2 + 500 * 0.1) ** 2, 4);
  });

  test('decide publication on the noisy sum and its own noise', () => {
    const threshold = 20 + 3.09 * Math.sqrt(1000);
    expect(estimateFigure(aSlice({ values: [Math.floor(threshold)] }), rule).published).toBe(false);
    expect(estimateFigure(aSlice({ values: [Math.ceil(threshold)] }), rule).published).toBe(true);
    const mean = estimateSum([aSlice({ values: [100] }), aSlice({ values: [100] })], { ...rule, scale: 0.5 });
    expect(mean.panelTau).toBeCloseTo(20 + 3.09 * Math.sqrt(500), 6);
    expect(mean.published).toBe(true);
  });

  test('never clip what is added', () => {
    expect(estimateSum([aSlice({ values: [300, -40] })], rule).panelValue).toBe(260);
  });

  test('are nothing without slices', () => {
    expect(estimateSum([], rule)).toMatchObject({ value: 0, published: false });
  });

  test.each(vectors.estimates)('give the recorded result: $name', ({ slices, rule: recorded, estimate }) => {
    const found = estimateSum(slices, recorded);
    for (const [field, expected] of Object.entries(estimate)) {
      const value = found[field as keyof typeof found];
      if (typeof expected === 'number') expect(value).toBeCloseTo(expected, 6);
      else expect(value).toBe(expected);
    }
  });
});

describe('intervals', () => {
  test('cover 95 % of noise', () => {
    const source = seededSource(5);
    const covered = Array.from({ length: 20_000 }, () => sampleDiscreteGaussian(1000, source)).filter((noise) => {
      const { low, high } = noiseInterval(noise, Math.sqrt(1000));
      return low <= 0 && 0 <= high;
    });
    expect(covered.length / 20_000).toBeGreaterThan(0.94);
    expect(covered.length / 20_000).toBeLessThan(0.96);
  });

  test.each([40, 80, 118, 150, 220])('cover 95 %% of those published around a truth of %d', (truth) => {
    const [sd, tau] = [Math.sqrt(1000), 118];
    const source = seededSource(11);
    let [published, covered] = [0, 0];
    for (let draw = 0; draw < (truth < 100 ? 40_000 : 6_000); draw += 1) {
      const value = truth + sampleDiscreteGaussian(1000, source);
      if (value < tau) continue;
      const { low, high } = interval95(value, sd, tau);
      published += 1;
      if (low <= truth && truth <= high) covered += 1;
    }
    expect(published).toBeGreaterThan(200);
    const error = 4 * Math.sqrt((0.95 * 0.05) / published);
    expect(covered / published).toBeGreaterThan(0.95 - error - 0.005);
    expect(covered / published).toBeLessThan(0.95 + error + 0.04);
  });

  test('contain the value, are never negative, and become the plain ones far above tau', () => {
    fc.assert(
      fc.property(fc.double({ min: 118, max: 5000, noNaN: true }), (value) => {
        const { low, high } = interval95(value, 31.6, 118);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }),
    );
    expect(interval95(1000, 31.6, 118)).toEqual(noiseInterval(1000, 31.6));
    const near = interval95(118 + 2.99 * 31.6, 31.6, 118);
    expect(Math.abs(near.low - noiseInterval(118 + 2.99 * 31.6, 31.6).low)).toBeLessThan(3);
  });
});

describe('extrapolation', () => {
  test('is residents over the measured panel, with the variance of a ratio', () => {
    expect(
      extrapolationFactor(100_000, [
        { size: 20_000, sigmaSquared: 1000 },
        { size: 5_000, sigmaSquared: 1000 },
      ]),
    ).toEqual({
      factor: 4,
      variance: (16 * 2000) / 25_000 ** 2,
      residents: 100_000,
      panelMeasured: 25_000,
    });
  });

  test('is refused without residents, or with a panel no larger than its noise', () => {
    expect(extrapolationFactor(null, [{ size: 20_000, sigmaSquared: 1000 }])).toBeNull();
    expect(extrapolationFactor(1000, [{ size: 94, sigmaSquared: 1000 }])).toBeNull();
    expect(extrapolationFactor(1000, [{ size: -5, sigmaSquared: 1000 }])).toBeNull();
    expect(extrapolationFactor(1000, [])).toBeNull();
  });

  test.each([
    [15, 85, true],
    [14, 86, false],
    [-5, 100, false],
    [50, -10, true],
    [-3, 2, false],
  ])('adds an own group of %d to both of %d: %s', (own, both, used) => {
    expect(usesOwnGroup(own, both)).toBe(used);
  });
});
