import { addDays, type Day } from '@passant/contracts';
import { daysBetween } from './periods';
import { weekdayOf } from './same-weekdays';
import { studentUpperQuantile } from './student';

/** A released day: its noisy figure, also where that is not published. */
export interface PastDay {
  readonly day: Day;
  readonly value: number;
  readonly published: boolean;
}

/** How forecasts made in the past, by the same rule, would have fared. */
export interface Backtest {
  /** Days that were forecast from days before them. */
  readonly days: number;
  /** Mean absolute error over the figure, of published days; null where none is. */
  readonly meanAbsolutePercentageError: number | null;
  /** Days whose interval could be made from earlier errors alone, and how many of them lay inside. */
  readonly judged: number;
  readonly inside: number;
}

export interface Forecast {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The days that it is the mean of. */
  readonly base: readonly PastDay[];
}

/** Same weekdays that a forecast is the mean of. */
export const WEEKS = 4;
/** Errors of the past that an interval needs. */
export const LEAST_ERRORS = 14;
const WEEK = 7;
const TAIL = 0.025;

/**
 * Each day as the mean of the last four released days of its weekday. Limits (95 %) from how far days of the past lay from
 * the same mean, made from as long before them (rolling origin): these errors hold noise, sampling and what days differ by.
 *
 * @param history in order of days; @param days what is to be forecast, after all of it
 * @returns null for a day without four same weekdays; no forecast at all with fewer than 14 errors
 */
export function forecastDays(
  history: readonly PastDay[],
  days: readonly Day[],
): { readonly forecasts: readonly (Forecast | null)[]; readonly backtest: Backtest } {
  const bases = days.map((day) => findBase(history, day, 1));
  // Made from as old days as the oldest of them: else the past would look better than the future can be.
  const weeks = Math.max(1, ...days.flatMap((day, index) => lagOf(day, bases[index]!)));
  const errors = history.flatMap((past) => toError(past, findBase(history, past.day, weeks)) ?? []);
  const spread = spreadOf(errors);
  const forecasts = bases.map((base) => (base && spread !== null ? toForecast(base, spread) : null));
  return { forecasts, backtest: testBack(errors, weeks) };
}

interface PastError {
  readonly day: Day;
  /** Over what was forecast. */
  readonly relative: number;
  readonly percentage: number | null;
}

/** The last four same weekdays, at least so many weeks before; null where there are fewer. */
function findBase(history: readonly PastDay[], day: Day, weeks: number): PastDay[] | null {
  const latest = addDays(day, -weeks * WEEK);
  const alike = history.filter((past) => past.day <= latest && weekdayOf(past.day) === weekdayOf(day));
  return alike.length < WEEKS ? null : alike.slice(-WEEKS);
}

const lagOf = (day: Day, base: readonly PastDay[] | null): number[] =>
  base ? [Math.ceil(daysBetween(base.at(-1)!.day, day) / WEEK)] : [];

const meanOf = (base: readonly PastDay[]): number => base.reduce((sum, { value }) => sum + value, 0) / base.length;

function toError({ day, value, published }: PastDay, base: readonly PastDay[] | null): PastError | null {
  const mean = base ? meanOf(base) : 0;
  if (!(mean > 0)) return null;
  return { day, relative: value / mean - 1, percentage: published ? Math.abs(value - mean) / value : null };
}

/** Half the interval, over the forecast; null where there are too few errors. */
function spreadOf(errors: readonly PastError[]): number | null {
  if (errors.length < LEAST_ERRORS) return null;
  const meanSquare = errors.reduce((sum, { relative }) => sum + relative ** 2, 0) / errors.length;
  return studentUpperQuantile(TAIL, errors.length - 1) * Math.sqrt(meanSquare);
}

function toForecast(base: readonly PastDay[], spread: number): Forecast {
  const value = meanOf(base);
  return { value, low: Math.max(0, value * (1 - spread)), high: value * (1 + spread), base };
}

function testBack(errors: readonly PastError[], weeks: number): Backtest {
  let [judged, inside] = [0, 0];
  for (const { day, relative } of errors) {
    const known = addDays(day, -weeks * WEEK);
    const spread = spreadOf(errors.filter((earlier) => earlier.day <= known));
    if (spread === null) continue;
    judged += 1;
    if (Math.abs(relative) <= spread) inside += 1;
  }
  const percentages = errors.flatMap(({ percentage }) => percentage ?? []);
  const sum = percentages.reduce((total, percentage) => total + percentage, 0);
  return {
    ...{ days: errors.length, judged, inside },
    meanAbsolutePercentageError: percentages.length > 0 ? sum / percentages.length : null,
  };
}
