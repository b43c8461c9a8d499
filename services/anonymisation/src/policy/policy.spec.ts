import { compareFractions, fraction, rhoOf, tau, thresholdZ, toFractionText } from '@passant/privacy';
import { LEAST_PEOPLE, RHO_PER_SUBSCRIBER_DAY, TABLES } from './policy';

describe('the policy', () => {
  // The table that is printed in the design, for one group and 63 zones.
  test.each([
    {
      table: 'presence' as const,
      columns: 24,
      squared: 6400,
      sigmaSquared: 355_556,
      rho: '800/88889',
      sd: 37.3,
      threshold: 140,
    },
    { table: 'dwell' as const, columns: 6, squared: 6, sigmaSquared: 1000, rho: '3/1000', sd: 31.6, threshold: 118 },
  ])('gives $table the budget that is published', ({ table, columns, squared, sigmaSquared, rho, sd, threshold }) => {
    const policy = TABLES[table];
    expect(policy).toMatchObject({ sensitivitySquared: squared, sigmaSquared });
    expect(toFractionText(rhoOf(policy.sensitivitySquared, policy.sigmaSquared))).toBe(rho);
    const people = Math.sqrt(policy.sigmaSquared) / policy.unitsPerPerson;
    expect(people).toBeCloseTo(sd, 1);
    expect(Math.round(tau(LEAST_PEOPLE, thresholdZ(63 * columns), people))).toBe(threshold);
  });

  test('spends no more of a subscriber-day than is promised to people', () => {
    expect(toFractionText(RHO_PER_SUBSCRIBER_DAY)).toBe('3/250');
    expect(compareFractions(RHO_PER_SUBSCRIBER_DAY, fraction(3, 100))).toBeLessThan(0);
  });
});
