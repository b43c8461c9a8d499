import fc from 'fast-check';
import {
  advantage,
  advantageFromRhoAlone,
  advantageOfEpsilon,
  aucBound,
  checkPolicy,
  DEFAULT_POLICY,
  describeGuarantee,
  hereOrThereAdvantage,
  hitRateBound,
  isPublished,
  rhoOfCompany,
  rightOf100,
  STRICT_POLICY,
  tau,
  thresholdZ,
  toFractionNumber,
} from './index';

const monthOf = (date: string): number => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));
const monthsApart = (from: string, to: string): number => monthOf(to) - monthOf(from);
const rounded = (value: number, digits = 3) => Number(value.toFixed(digits));

describe('the guarantee in words', () => {
  test.each([
    { what: 'a day', rho: 0.03, inOrOut: 0.098, hereOrThere: 0.138, digits: 3 },
    { what: 'a week', rho: 7 * 0.03, inOrOut: 0.254, hereOrThere: 0.353, digits: 3 },
    { what: '30 days', rho: 30 * 0.03, inOrOut: 0.5, hereOrThere: 0.66, digits: 2 },
    { what: 'a year', rho: 365 * 0.03, inOrOut: 0.98, hereOrThere: undefined, digits: 2 },
    { what: 'a day with return visits', rho: 0.06, inOrOut: 0.138, hereOrThere: undefined, digits: 3 },
    { what: 'a week with return visits, within a month', rho: 0.24, inOrOut: 0.271, hereOrThere: undefined, digits: 3 },
    { what: 'a strict day', rho: 0.0125, inOrOut: 0.063, hereOrThere: undefined, digits: 3 },
    { what: 'a strict week', rho: 7 * 0.0125, inOrOut: 0.166, hereOrThere: undefined, digits: 3 },
    { what: 'a day of page views', rho: 0.015, inOrOut: 0.069, hereOrThere: undefined, digits: 3 },
    { what: 'a week of page views', rho: 7 * 0.015, inOrOut: 0.181, hereOrThere: undefined, digits: 3 },
    { what: 'a day of mobility reports, as Gaussian', rho: 0.218, inOrOut: 0.259, hereOrThere: undefined, digits: 3 },
    {
      what: 'a week of mobility reports, as Gaussian',
      rho: 7 * 0.218,
      inOrOut: 0.62,
      hereOrThere: undefined,
      digits: 2,
    },
  ])('says of $what what is documented', ({ rho, inOrOut, hereOrThere, digits }) => {
    // Within one unit of the last digit: a bound is also printed rounded up (a day is 0.09748, printed as 0.098).
    const unit = 10 ** -digits;
    expect(Math.abs(advantage(rho) - inOrOut)).toBeLessThan(unit);
    if (hereOrThere) expect(Math.abs(hereOrThereAdvantage(rho) - hereOrThere)).toBeLessThan(unit);
  });

  // erf(√ρ/2) and erf(√(2ρ)/2) in double precision, from another implementation.
  test('agrees with the exact values of one day', () => {
    expect(advantage(0.03)).toBeCloseTo(0.09747674982232056, 12);
    expect(hereOrThereAdvantage(0.03)).toBeCloseTo(0.13750976986407842, 12);
  });

  test('is 54.9 of 100 for in or out, 56.9 for here or there', () => {
    expect(rounded(rightOf100(advantage(0.03)), 1)).toBe(54.9);
    expect(rounded(rightOf100(hereOrThereAdvantage(0.03)), 1)).toBe(56.9);
  });

  test('bounds hits at a false alarm rate of 1 %: 1.9 % a day, 4.7 % a week', () => {
    expect(rounded(hitRateBound(0.03, 0.01))).toBe(0.019);
    expect(rounded(hitRateBound(0.21, 0.01))).toBe(0.047);
  });

  test('compares with pure epsilon', () => {
    expect(rounded(advantageOfEpsilon(2.64))).toBe(0.867);
    expect(rounded(advantageOfEpsilon(2))).toBe(0.762);
    // A week: seven times ε.
    expect(rounded(advantageOfEpsilon(7 * 2))).toBe(1);
  });

  test('is not given by a threshold after extrapolation: one device of weight 0.95 at a factor of 5.4 is over k = 5', () => {
    const extrapolated = 0.95 * 5.4;
    expect(rounded(extrapolated, 2)).toBe(5.13);
    expect(isPublished(extrapolated, tau(5, 0, 0))).toBe(true);
    expect(isPublished(1, tau(20, thresholdZ(1), 0))).toBe(false);
  });

  // AUC of two normals a distance μ = √(2ρ) apart is Φ(μ/√2); Φ(√0.03) and Φ(√0.21) from a table of the normal.
  test('bounds the area under the curve', () => {
    expect(rounded(aucBound(0.03))).toBe(0.569);
    expect(rounded(aucBound(0.21))).toBe(0.677);
    expect(aucBound(0)).toBe(0.5);
    expect(advantage(0)).toBe(0);
  });

  test('grows with rho and stays under what rho alone allows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 20, noNaN: true }), (rho) => {
        expect(advantage(rho)).toBeLessThanOrEqual(advantageFromRhoAlone(rho));
        expect(advantage(rho * 1.1)).toBeGreaterThan(advantage(rho));
        expect(aucBound(rho)).toBeGreaterThan(0.5);
        // The advantage is the most that hits are above false alarms: at the rate Φ(−√(ρ/2)) they are that much.
        const rate = (1 - advantage(rho)) / 2;
        if (rate > 1e-9) expect(hitRateBound(rho, rate) - rate).toBeCloseTo(advantage(rho), 6);
      }),
    );
  });

  test('costs company its square', () => {
    expect(rhoOfCompany(0.03, 4)).toBeCloseTo(0.48, 12);
  });

  test('describes a policy from a day to a year', () => {
    const rows = describeGuarantee(DEFAULT_POLICY);
    expect(rows.map(({ days }) => days)).toEqual([1, 7, 30, 365]);
    expect(rows.map(({ inOrOut }) => rounded(inOrOut, 2))).toEqual([0.1, 0.25, 0.5, 0.98]);
    expect(rounded(rows[0]!.inOrOutWithReturnVisits)).toBe(0.138);
    expect(rounded(describeGuarantee(STRICT_POLICY)[0]!.inOrOut)).toBe(0.063);
  });

  // By hand: 0.03 a day, and 0.03 for each of 1, 2, 3, 13 months; erf(√ρ/2) in double precision, from another implementation.
  test.each([
    { days: 1, rho: 0.06, inOrOut: 0.1375097698640784 },
    { days: 7, rho: 0.27, inOrOut: 0.28669682612154246 },
    { days: 30, rho: 0.99, inOrOut: 0.5182946436398379 },
    { days: 365, rho: 11.34, inOrOut: 0.9827425439168807 },
  ])('adds to $days days the rows of all months they can touch', ({ days, rho, inOrOut }) => {
    const row = describeGuarantee(DEFAULT_POLICY).find((one) => one.days === days)!;
    expect(row.rhoWithReturnVisits).toBeCloseTo(rho, 12);
    expect(row.inOrOutWithReturnVisits).toBeCloseTo(inOrOut, 12);
  });

  test('counts as many months as the calendar lets so many days touch, and no more', () => {
    const dates = Array.from({ length: 10 * 366 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString());
    const monthly = toFractionNumber(checkPolicy(DEFAULT_POLICY).monthly);
    for (const { days, rho, rhoWithReturnVisits } of describeGuarantee(DEFAULT_POLICY)) {
      const starts = dates.slice(0, -days).keys();
      const months = [...starts].map((from) => monthsApart(dates[from]!, dates[from + days - 1]!) + 1);
      expect([days, (rhoWithReturnVisits - rho) / monthly]).toEqual([days, expect.closeTo(Math.max(...months), 9)]);
    }
  });

  test.each([-0.1, Number.NaN])('refuses a privacy loss of %d', (rho) => {
    expect(() => advantage(rho)).toThrow(RangeError);
    expect(() => aucBound(rho)).toThrow(RangeError);
    expect(() => hitRateBound(rho, 0.01)).toThrow(RangeError);
  });
});
