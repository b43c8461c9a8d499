import fc from 'fast-check';
import { toWeights, WEIGHT_PARTS } from './to-weights';

describe('weights of a footprint', () => {
  test('sum to the same whole, each within one part of its share', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(shares, (parts) => {
        const sum = parts.reduce((total, one) => total + one, 0);
        const probabilities = parts.map((one) => one / sum);
        const weights = toWeights(probabilities);
        expect(weights.reduce((total, one) => total + one, 0)).toBe(WEIGHT_PARTS);
        for (const [index, weight] of weights.entries()) {
          expect(Math.abs(weight - probabilities[index]! * WEIGHT_PARTS)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('are equal halves of equal probabilities', () => {
    expect(toWeights([0.5, 0.5])).toEqual([WEIGHT_PARTS / 2, WEIGHT_PARTS / 2]);
  });
});
