import fc from 'fast-check';
import vectors from '../test/vectors.json';
import { seededSource } from '../test/seeded-source';
import { sampleDiscreteGaussian, sampleDiscreteGaussianBig, sampleDiscreteGaussians } from './index';

const samples = (length: number, sigmaSquared: number, seed = 7) =>
  sampleDiscreteGaussians(length, sigmaSquared, seededSource(seed));

/** Exact probabilities of the discrete Gaussian within ± reach. */
function probabilities(sigmaSquared: number, reach: number): Map<number, number> {
  const weights = new Map<number, number>();
  for (let x = -reach; x <= reach; x += 1) weights.set(x, Math.exp((-x * x) / (2 * sigmaSquared)));
  const total = [...weights.values()].reduce((a, b) => a + b, 0);
  return new Map([...weights].map(([x, weight]) => [x, weight / total]));
}

describe('the discrete Gaussian sampler', () => {
  test.each([1, 2, 9, 40])('follows the distribution with sigma² %d (chi-square)', (sigmaSquared) => {
    const n = 200_000;
    const counts = new Map<number, number>();
    for (const sample of samples(n, sigmaSquared)) counts.set(sample, (counts.get(sample) ?? 0) + 1);
    let [statistic, degrees, restExpected, restSeen] = [0, 0, n, n];
    for (const [x, probability] of probabilities(sigmaSquared, 200)) {
      if (probability * n < 10) continue;
      const seen = counts.get(x) ?? 0;
      statistic += (seen - probability * n) ** 2 / (probability * n);
      [degrees, restExpected, restSeen] = [degrees + 1, restExpected - probability * n, restSeen - seen];
    }
    statistic += (restSeen - restExpected) ** 2 / Math.max(restExpected, 1);
    // Mean + 5 standard deviations of chi-square: one false alarm in millions, and the seed is fixed.
    expect(statistic).toBeLessThan(degrees + 5 * Math.sqrt(2 * degrees));
  });

  test.each([1000, 355_556])('has mean 0, variance sigma² and no skew with sigma² %d', (sigmaSquared) => {
    const n = 400_000;
    const sd = Math.sqrt(sigmaSquared);
    const drawn = samples(n, sigmaSquared).map((sample) => sample / sd);
    const moment = (power: number) => drawn.reduce((sum, x) => sum + x ** power, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  test('is symmetric and has the tails of a Gaussian', () => {
    const n = 400_000;
    const drawn = samples(n, 355_556);
    const beyond = (limit: number) => drawn.filter((x) => (limit > 0 ? x >= limit : x <= limit)).length;
    for (const [deviations, tail] of [
      [1, 0.158655],
      [2, 0.02275],
      [3, 0.0013499],
      [4, 0.00003167],
    ] as const) {
      const limit = Math.ceil(deviations * Math.sqrt(355_556));
      for (const seen of [beyond(limit), beyond(-limit)]) {
        expect(Math.abs(seen - n * tail)).toBeLessThan(5 * Math.sqrt(n * tail) + 5);
      }
    }
  });

  test('equals the BigInt oracle on the same stream, and consumes the same words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
        fc.integer(),
        (sigmaSquared, seed) => {
          const [plain, big] = [seededSource(seed), seededSource(seed)];
          for (let draw = 0; draw < 10; draw += 1) {
            expect(BigInt(sampleDiscreteGaussian(sigmaSquared, plain))).toBe(
              sampleDiscreteGaussianBig(BigInt(sigmaSquared), big),
            );
            expect(plain.words).toBe(big.words);
          }
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  test.each(vectors.discreteGaussian)('gives the recorded samples for sigma² $sigmaSquared, seed $seed', (vector) => {
    expect(samples(vector.samples.length, vector.sigmaSquared, vector.seed)).toEqual(vector.samples);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses sigma² %d', (sigmaSquared) => {
    expect(() => sampleDiscreteGaussian(sigmaSquared, seededSource(1))).toThrow(RangeError);
  });
});
