import fc from 'fast-check';
import { seededSource } from '../test/seeded-source';
import {
  addFactorErrors,
  addSampling,
  estimateSum,
  figuresOfSum,
  MomentSum,
  thresholdZ,
  type RandomSource,
  type SamplingError,
  type Slice,
} from './index';

const sumOf = (variances: readonly number[], weight = 1): number => {
  const sum = new MomentSum();
  for (const variance of variances) sum.add(variance, weight);
  return sum.variance;
};

describe('sampling errors of hours and days that are added', () => {
  // In steps of a millionth: of the smallest numbers there are, a square root is no longer exact.
  const variance = fc.double({ min: 0, max: 1e9, noNaN: true }).map((any) => Math.round(any * 1e6) / 1e6);
  const variances = fc.array(variance, { minLength: 1, maxLength: 40 });

  test('lie between those of different people and those of the same people, whatever their sizes', () => {
    fc.assert(
      fc.property(variances, (some) => {
        const different = some.reduce((sum, variance) => sum + variance, 0);
        const same = some.reduce((sum, variance) => sum + Math.sqrt(variance), 0) ** 2;
        expect(sumOf(some)).toBeGreaterThanOrEqual(different * (1 - 1e-12));
        expect(sumOf(some)).toBeLessThanOrEqual(same * (1 + 1e-12));
        expect(sumOf([...some, 1])).toBeGreaterThan(sumOf(some));
      }),
    );
  });

  test('are, by hand, of two days with 3 and 4 people of variance 35.32', () => {
    expect(sumOf([9, 16])).toBeCloseTo(0.43 * 49 + 0.57 * 25, 9);
    expect(sumOf([9])).toBeCloseTo(9, 9);
    expect(sumOf([9, 16], 2)).toBeCloseTo(4 * 35.32, 9);
    expect(sumOf([])).toBe(0);
  });

  /** Of twice as many people as come a day, each comes with one half: of any two days half of the people are the same. A quarter is asked. */
  const drawWeek = (people: number, source: RandomSource) => {
    const panel = new Array<number>(7).fill(0);
    let truth = 0;
    for (let person = 0; person < 2 * people; person += 1) {
      const bits = source.nextUint32();
      const isAsked = (bits & 3) === 0;
      for (let day = 0; day < 7; day += 1) {
        if (((bits >>> (4 + day)) & 1) === 0) continue;
        truth += 1;
        if (isAsked) panel[day]! += 1;
      }
    }
    return { truth, panel };
  };

  test('leave the truth outside in about 5 of 100 weeks where half of the people come again each day, and would in hardly any as if all did', () => {
    const source = seededSource(7);
    const [people, factor, weeks] = [300, 4, 1_500];
    let [inside, insideAsSame] = [0, 0];
    for (let week = 0; week < weeks; week += 1) {
      const { truth, panel } = drawWeek(people, source);
      const variances = panel.map((one) => factor ** 2 * Math.max(one, 1) * (1 - 1 / factor));
      const error = Math.abs(factor * panel.reduce((sum, one) => sum + one, 0) - truth);
      const same = variances.reduce((sum, variance) => sum + Math.sqrt(variance), 0);
      if (error <= 1.96 * Math.sqrt(sumOf(variances))) inside += 1;
      if (error <= 1.96 * same) insideAsSame += 1;
    }
    expect(inside / weeks).toBeGreaterThan(0.93);
    expect(inside / weeks).toBeLessThan(0.97);
    expect(insideAsSame / weeks).toBeGreaterThan(0.985);
  });

  test('are narrower in a week than seven times a day, and wider than of seven strangers', () => {
    const day: Slice = {
      ...{ values: [500], sigmaSquared: 0, unitsPerPerson: 1, releaseId: 'monday' },
      extrapolation: { factor: 2, variance: 0 },
    };
    const rule = { k: 20, figures: 100, scale: 1 };
    const widthOf = (slices: readonly Slice[]) => {
      const { low, high } = estimateSum(slices, rule);
      return high - low;
    };
    const week = widthOf(Array.from({ length: 7 }, () => day));
    expect(week).toBeLessThan(7 * widthOf([day]));
    expect(week).toBeGreaterThan(Math.sqrt(7) * widthOf([day]));
  });
});

test('a sum is one of twice as many figures as its table has, a figure by itself is not', () => {
  expect([figuresOfSum(2704, 1), figuresOfSum(2704, 2), figuresOfSum(2704, 30)]).toEqual([2704, 5408, 5408]);
  const slice = { values: [119], sigmaSquared: 1000, unitsPerPerson: 1, extrapolation: null, releaseId: 'monday' };
  const estimate = (days: number) =>
    estimateSum(
      Array.from({ length: days }, () => slice),
      { k: 20, figures: 2704, scale: 1 },
    );
  expect(estimate(1).panelTau).toBeCloseTo(20 + thresholdZ(2704) * Math.sqrt(1000), 9);
  expect(estimate(2).panelTau).toBeCloseTo(20 + thresholdZ(5408) * Math.sqrt(2000), 9);
});

describe('errors of zones that are added', () => {
  const totalOf = ({ returning, fresh }: SamplingError) => returning + fresh;
  const people = { countsVisits: false, panelShare: 0 };

  test('are those of different people where nobody is in two zones at once', () => {
    expect(totalOf(addSampling({ variances: [9, 16, 25], ...people }))).toBeCloseTo(50, 9);
    expect(totalOf(addSampling({ variances: [], ...people }))).toBe(0);
  });

  test('are more of visits, the more zones, up to what one person can be in', () => {
    const ofZones = (zones: number) =>
      totalOf(addSampling({ variances: new Array<number>(zones).fill(1), countsVisits: true, panelShare: 0 })) / zones;
    expect(ofZones(1)).toBeCloseTo(1, 9);
    expect(ofZones(5)).toBeCloseTo(1.2, 9);
    expect(ofZones(52)).toBeCloseTo(2.5, 9);
    expect(ofZones(400)).toBeCloseTo(2.5, 9);
  });

  /** Everybody is in each of `zones` zones with the same chance, 2 of them on average; a quarter is asked. Of the sum of all zones: error² over f²·(1 − 1/f)·n. */
  const measureErrors = (zones: number, factorOf: (asked: number, residents: number) => number) => {
    const source = seededSource(zones);
    const [residents, worlds] = [1_000, 200];
    let [squares, stated] = [0, 0];
    for (let world = 0; world < worlds; world += 1) {
      let [truth, panel, asked] = [0, 0, 0];
      for (let person = 0; person < residents; person += 1) {
        let visits = 0;
        for (let zone = 0; zone < zones; zone += 1) if (source.nextUint32() < (2 / zones) * 2 ** 32) visits += 1;
        truth += visits;
        if (source.nextUint32() >= 2 ** 30) continue;
        panel += visits;
        asked += 1;
      }
      const factor = factorOf(asked, residents);
      squares += (factor * panel - truth) ** 2;
      stated += factor ** 2 * (1 - 1 / factor) * panel;
    }
    return squares / stated;
  };
  const statedOf = (zones: number, panelShare: number) =>
    totalOf(addSampling({ variances: new Array<number>(zones).fill(1), countsVisits: true, panelShare })) / zones;

  test('of who visits several zones a day are found, and never less than they are', () => {
    const found = measureErrors(52, () => 4);
    // As of different people they would be stated as 1: 5 of 100 intervals would become 25.
    expect(found).toBeGreaterThan(2.3);
    expect(statedOf(52, 0)).toBeGreaterThan(0.75 * found);
    expect(statedOf(52, 0)).toBeLessThan(1.25 * found);
  });

  test('are those that differ between people where the factor makes good how many were asked', () => {
    const found = measureErrors(52, (asked, residents) => residents / asked);
    expect(found).toBeLessThan(1.2);
    expect(statedOf(52, 2)).toBeGreaterThan(0.4 * found);
    expect(statedOf(52, 2)).toBeLessThan(statedOf(52, 0));
  });

  test('of factors lie between alike and apart among neighbours, and make each other good in the whole city', () => {
    const of = (panelShare: number, areMixing = false) => addFactorErrors({ errors: [3, 4], areMixing, panelShare });
    const neighbours = 0.7 * 49 + 0.3 * 25;
    expect(of(0)).toBeCloseTo(neighbours, 9);
    expect(of(0.1)).toBeCloseTo(0.81 * neighbours, 9);
    expect([of(1), of(2)]).toEqual([0.015 * neighbours, 0.015 * neighbours]);
    expect(of(0, true)).toBeCloseTo(0.5 * 49 + 0.5 * 25, 9);
    expect(of(1, true)).toBeCloseTo(0.015 * (0.5 * 49 + 0.5 * 25), 9);
    expect(addFactorErrors({ errors: [3, 4], areMixing: false, panelShare: 1, leftOfAll: 0.2 })).toBeCloseTo(
      0.2 * neighbours,
      9,
    );
  });
});
