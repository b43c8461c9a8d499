import fc from 'fast-check';
import {
  accountFor,
  calibrateSigmaSquared,
  compareFractions,
  fraction,
  parseFraction,
  RhoCeilingExceeded,
  rhoOf,
  sumFractions,
  tau,
  thresholdZ,
  toFractionNumber,
  toFractionText,
} from './index';

describe('the accountant', () => {
  test('calibrates to the least integer sigma² that costs no more than rho', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (sensitivitySquared, mille) => {
          const rho = fraction(mille, 10_000);
          const sigmaSquared = calibrateSigmaSquared(sensitivitySquared, rho);
          expect(compareFractions(rhoOf(sensitivitySquared, sigmaSquared), rho)).toBeLessThanOrEqual(0);
          if (sigmaSquared > 1) {
            expect(compareFractions(rhoOf(sensitivitySquared, sigmaSquared - 1), rho)).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  test('states rho as an exact fraction in lowest terms', () => {
    expect(toFractionText(rhoOf(6400, 355_556))).toBe('800/88889');
    expect(toFractionText(rhoOf(6, 1000))).toBe('3/1000');
    expect(toFractionText(rhoOf(1, 1000))).toBe('1/2000');
  });

  test('adds exactly what floats would not', () => {
    expect(toFractionText(sumFractions([parseFraction('0.1'), parseFraction('0.2')]))).toBe('3/10');
    expect(toFractionText(sumFractions([]))).toBe('0/1');
  });

  test('accepts a budget of exactly the ceiling and refuses more', () => {
    expect(toFractionText(accountFor([fraction(1, 20), fraction(1, 20)]))).toBe('1/10');
    expect(() => accountFor([fraction(1, 20), fraction(1, 20), fraction(1, 1_000_000_000)])).toThrow(
      RhoCeilingExceeded,
    );
  });

  test.each(['', '-1/2', '1/0', 'a', '1e-3', '0x1'])('refuses the fraction "%s"', (text) => {
    expect(() => parseFraction(text)).toThrow();
  });

  test.each([0, -1, 0.5, Number.NaN])('refuses a sensitivity of %d', (sensitivitySquared) => {
    expect(() => calibrateSigmaSquared(sensitivitySquared, fraction(1, 100))).toThrow(RangeError);
    expect(() => rhoOf(sensitivitySquared, 10)).toThrow(RangeError);
  });

  // The table that is printed in the design: one group, 63 zones.
  test.each([
    { table: 'presence', squared: 25 * 256, rho: '0.009', unit: 16, figures: 1512, sd: 37.3, threshold: 140 },
    { table: 'visitors', squared: 6, rho: '0.0035', unit: 1, figures: 63, sd: 29.3, threshold: undefined },
    { table: 'visitors by age', squared: 6, rho: '0.002', unit: 1, figures: 441, sd: 38.7, threshold: undefined },
    { table: 'visitors by both', squared: 6, rho: '0.0015', unit: 1, figures: 1323, sd: 44.7, threshold: undefined },
    { table: 'dwell', squared: 6, rho: '0.003', unit: 1, figures: 378, sd: 31.6, threshold: 118 },
    { table: 'origin', squared: 6, rho: '0.003', unit: 1, figures: 3969, sd: 31.6, threshold: 130 },
    { table: 'flows', squared: 8, rho: '0.006', unit: 1, figures: 23_814, sd: 25.8, threshold: 122 },
    { table: 'frequency', squared: 20, rho: '0.03', unit: 1, figures: 252, sd: 18.3, threshold: 76 },
  ])('gives the design’s figures for $table', ({ squared, rho, unit, figures, sd, threshold }) => {
    const sigmaSquared = calibrateSigmaSquared(squared, parseFraction(rho));
    const people = Math.sqrt(sigmaSquared) / unit;
    expect(people).toBeCloseTo(sd, 1);
    const spent = toFractionNumber(rhoOf(squared, sigmaSquared));
    expect(spent).toBeLessThanOrEqual(Number(rho));
    expect(spent / Number(rho)).toBeGreaterThan(0.997);
    if (threshold) expect(Math.abs(tau(20, thresholdZ(figures), people) - threshold)).toBeLessThanOrEqual(1);
  });
});
