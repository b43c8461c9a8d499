import fc from 'fast-check';
import { logNormalTail, normalCdf, normalQuantile, normalTail, normalUpperQuantile } from './index';

describe('the normal distribution', () => {
  // Reference values to 16 digits.
  test.each([
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [1, 0.8413447460685429],
    [1.96, 0.9750021048517795],
    [2.5, 0.9937903346742238],
    [3.09, 0.9989992175233859],
    [-1, 0.15865525393145705],
    [-3, 0.0013498980316300946],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416053e-24],
    [-20, 2.753624118606234e-89],
  ])('has Φ(%d) = %d', (x, probability) => {
    expect(Math.abs(normalCdf(x) / probability - 1)).toBeLessThan(1e-12);
  });

  test('is continuous where the series meets the rational functions, and these each other', () => {
    for (const x of [0.663, -0.663, 4 * Math.SQRT2, -4 * Math.SQRT2]) {
      expect(Math.abs(normalTail(x - 1e-13) / normalTail(x + 1e-13) - 1)).toBeLessThan(2e-12);
    }
  });

  test('is Laplace’s continued fraction (1805) in the tail, to 14 digits', () => {
    const tailOf = (x: number) => {
      let value = x;
      for (let depth = Math.ceil(60 + 900 / (x * x)); depth >= 1; depth -= 1) value = x + depth / value;
      return -0.5 * x * x - 0.5 * Math.log(2 * Math.PI) - Math.log(value);
    };
    fc.assert(
      fc.property(fc.double({ min: 0.8, max: 60, noNaN: true }), (x) => {
        expect(Math.abs(Math.expm1(logNormalTail(x) - tailOf(x)))).toBeLessThan(1e-14 * Math.max(1, x ** 2));
      }),
    );
  });

  test('inverts itself', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 7, noNaN: true }), (x) => {
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(x > 5 ? 1e-3 : 1e-9 * Math.max(1, Math.abs(x)));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.999, noNaN: true }), (tail) => {
        expect(Math.abs(normalTail(normalUpperQuantile(tail)) / tail - 1)).toBeLessThan(1e-10);
      }),
    );
  });

  test('keeps its logarithm where the tail underflows', () => {
    expect(logNormalTail(100)).toBeCloseTo(-5005.524208694205, 8);
  });

  test.each([0, 1, -1, Number.NaN])('refuses the quantile of %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
