import { addDays, type Day } from '@passant/contracts';
import { forecastDays, type PastDay } from './forecast-days';

const FIRST = '2025-03-03' as Day; // a Monday

/** Days in a row, without those that are left out. */
const history = (days: number, value: (day: number) => number, without: readonly number[] = []): PastDay[] =>
  [...Array(days).keys()]
    .filter((day) => !without.includes(day))
    .map((day) => ({ day: addDays(FIRST, day), value: value(day), published: true }));
const next = (days: number, first = days) => Array.from({ length: 7 }, (_, by) => addDays(FIRST, first + by));
const byWeekday = (day: number) => 1000 + 100 * (day % 7);

/** Seeded, evenly spread with a standard deviation of 1. */
function makeNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * Math.sqrt(12);
  };
}

describe('a forecast', () => {
  it('is the mean of the last four same weekdays', () => {
    const { forecasts } = forecastDays(
      history(84, (day) => byWeekday(day) * (day < 56 ? 2 : 1)),
      next(84),
    );
    expect(forecasts.map((forecast) => forecast!.value)).toEqual([1000, 1100, 1200, 1300, 1400, 1500, 1600]);
    expect(forecasts[0]!.base.map(({ day }) => day)).toEqual([56, 63, 70, 77].map((by) => addDays(FIRST, by)));
  });

  it('takes released days only, and is then tested from as long before', () => {
    const without = [77, 78, 79, 80, 81, 82, 83];
    const { forecasts, backtest } = forecastDays(history(84, byWeekday, without), next(84));
    expect(forecasts[0]!.base.at(-1)!.day).toBe(addDays(FIRST, 70));
    // A day of the past has four same weekdays two weeks before from its 36th day on.
    expect(backtest.days).toBe(77 - 35);
  });

  it('has limits that hold 95 of 100 coming days, and says so of the past', () => {
    const noise = makeNoise(7);
    let [inside, all, judged, insideBefore] = [0, 0, 0, 0];
    for (let world = 0; world < 150; world += 1) {
      const days = history(91, (day) => byWeekday(day) * (1 + 0.08 * noise()));
      const { forecasts, backtest } = forecastDays(days.slice(0, 84), next(84));
      for (const [index, forecast] of forecasts.entries()) {
        const { value } = days[84 + index]!;
        all += 1;
        if (forecast!.low <= value && value <= forecast!.high) inside += 1;
      }
      judged += backtest.judged;
      insideBefore += backtest.inside;
      expect(backtest.meanAbsolutePercentageError!).toBeLessThan(0.12);
    }
    expect(inside / all).toBeGreaterThan(0.92);
    expect(inside / all).toBeLessThan(1);
    expect(insideBefore / judged).toBeGreaterThan(0.92);
  });

  it('is not made from too little history: four same weekdays, and fourteen errors', () => {
    expect(forecastDays(history(27, byWeekday), next(27)).forecasts).toEqual(Array(7).fill(null));
    expect(forecastDays(history(41, byWeekday), next(41)).forecasts).toEqual(Array(7).fill(null));
    const { forecasts, backtest } = forecastDays(history(42, byWeekday), next(42));
    expect(forecasts.every((forecast) => forecast !== null)).toBe(true);
    expect(backtest).toMatchObject({ days: 14, meanAbsolutePercentageError: 0, judged: 0 });
    expect(forecastDays([], next(0)).backtest).toEqual({
      ...{ days: 0, judged: 0, inside: 0, meanAbsolutePercentageError: null },
    });
  });
});
