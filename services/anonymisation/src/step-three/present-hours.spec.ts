import { extrapolateByStrata, reweighShares, type Shares, type Stratum } from '@passant/privacy';
import fc from 'fast-check';
import { findHoursPerVisit } from './present-hours';

const [PROFILES, REGIONS] = [12, 3];
const STRATA = PROFILES * REGIONS;
const profileOf = (stratum: number) => Math.floor(stratum / REGIONS);

const strataOf = (people: readonly number[], residents = people): Stratum[] =>
  people.map((size, stratum) => ({ residents: residents[stratum]!, panel: { size, sigmaSquared: 0 } }));

const toShares = (values: readonly number[]): Shares => {
  const total = values.reduce((sum, one) => sum + one, 0);
  return { shares: values.map((one) => one / total), errors: [] };
};

const list = <T>(value: fc.Arbitrary<T>, length: number) => fc.array(value, { minLength: length, maxLength: length });

describe('hours present for a visit', () => {
  it('are as many for everybody, where visits are people', () => {
    const people = Array.from({ length: STRATA }, (_, stratum) => 100 + stratum);
    const found = findHoursPerVisit({ everyone: strataOf(people), regions: REGIONS }, toShares(people));
    for (const hours of found) expect(hours).toBeCloseTo(1, 9);
  });

  it('make hours of the whole city those of all residents, however many visits an age and gender makes', () => {
    const people = list(fc.integer({ min: 50, max: 500 }), STRATA);
    const times = list(fc.integer({ min: 2, max: 20 }), STRATA);
    const visits = list(fc.double({ min: 0.82, max: 1.2, noNaN: true }), PROFILES);
    fc.assert(
      fc.property(people, times, visits, (sizes, residentsOfOne, made) => {
        const residents = sizes.map((size, stratum) => size * residentsOfOne[stratum]!);
        const everyone = strataOf(sizes, residents);
        const city = toShares(sizes.map((size, stratum) => size * made[profileOf(stratum)]!));
        const hours = reweighShares(city, findHoursPerVisit({ everyone, regions: REGIONS }, city));
        const found = extrapolateByStrata(everyone, hours);
        if (found.state !== 'extrapolated') throw new Error('unreachable');
        const add = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
        expect(found.factor / (add(residents) / add(sizes))).toBeCloseTo(1, 9);
      }),
    );
  });

  it('are at most half as many again, whatever noise says', () => {
    const people = Array.from({ length: STRATA }, () => 100);
    const visits = Array.from({ length: STRATA }, (_, stratum) => (profileOf(stratum) === 0 ? 1e-3 : 100));
    const found = findHoursPerVisit({ everyone: strataOf(people), regions: REGIONS }, toShares(visits));
    expect(found.slice(0, REGIONS)).toEqual([1.5, 1.5, 1.5]);
    const tiny = Array.from({ length: STRATA }, (_, stratum) => (profileOf(stratum) === 0 ? 1e-3 : 100));
    const few = findHoursPerVisit({ everyone: strataOf(tiny), regions: REGIONS }, toShares(people));
    for (const hours of few.slice(0, REGIONS)) expect(hours).toBeCloseTo(1 / 1.5, 9);
  });

  it('are those of a visit where nobody of a profile is seen, or in the panel', () => {
    const people = Array.from({ length: STRATA }, (_, stratum) => (profileOf(stratum) === 0 ? -5 : 100));
    const visits = Array.from({ length: STRATA }, (_, stratum) => (profileOf(stratum) === 1 ? 0 : 10));
    const found = findHoursPerVisit({ everyone: strataOf(people), regions: REGIONS }, toShares(visits));
    expect(found.slice(0, 2 * REGIONS)).toEqual(new Array(2 * REGIONS).fill(1));
    for (const hours of found.slice(2 * REGIONS)) expect(hours).toBeCloseTo(1, 9);
  });
});
