import { z } from 'zod';

/** A local calendar day of a market, `YYYY-MM-DD`: 23, 24 or 25 hours long. */
export const daySchema = z.iso.date().brand<'Day'>();
export type Day = z.infer<typeof daySchema>;

/** A local calendar month of a market, `YYYY-MM`. */
export const monthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM')
  .brand<'Month'>();
export type Month = z.infer<typeof monthSchema>;

/** What a release is of: a day, or (frequency) a month. The forms cannot be confused. */
export const periodSchema = z.union([daySchema, monthSchema]);
export type Period = Day | Month;

export const isMonth = (period: Period): period is Month => period.length === 7;

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month;

/** The first day of a month. */
export const firstDayOf = (month: Month): Day => `${month}-01` as Day;

/** The days of a month, 28 to 31. */
export function daysOf(month: Month): Day[] {
  const days: Day[] = [];
  for (let day = firstDayOf(month); monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  return days;
}

/** An IANA time zone that this Node knows, e.g. `Europe/Berlin`. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, 'not an IANA time zone, e.g. Europe/Berlin')
  .brand<'TimeZone'>();
export type TimeZone = z.infer<typeof timeZoneSchema>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The day after (`by` may be negative). */
export function addDays(day: Day, by: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10) as Day;
}

/** The local day in which an instant (ms since 1970 UTC) lies. */
export function dayAt(instantMs: number, timeZone: TimeZone): Day {
  return new Date(instantMs + offsetMs(instantMs, timeZone)).toISOString().slice(0, 10) as Day;
}

/**
 * The first instant (ms since 1970 UTC) of a local day: the earliest instant that lies in it, also where clocks
 * skip midnight.
 */
export function startOfDay(day: Day, timeZone: TimeZone): number {
  const key = `${timeZone} ${day}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const start = findStartOfDay(day, timeZone);
  if (starts.size >= MOST_STARTS) starts.clear();
  starts.set(key, start);
  return start;
}

/** Asking `Intl` takes some 20 µs, and a month of hours asks a hundred times. */
const starts = new Map<string, number>();
const MOST_STARTS = 10_000;

function findStartOfDay(day: Day, timeZone: TimeZone): number {
  const local = Date.parse(`${day}T00:00:00Z`);
  const guesses = [local - offsetMs(local - DAY_MS, timeZone), local - offsetMs(local + DAY_MS, timeZone)];
  const inDay = guesses.filter((guess) => dayAt(guess, timeZone) === day && dayAt(guess - 1, timeZone) !== day);
  if (inDay.length > 0) return Math.min(...inDay);
  // Clocks skip this midnight: search the change of day to the minute.
  let instant = Math.min(...guesses) - 2 * HOUR_MS;
  while (dayAt(instant, timeZone) < day) instant += 60_000;
  return instant;
}

/** The first instant after a local day. */
export const endOfDay = (day: Day, timeZone: TimeZone): number => startOfDay(addDays(day, 1), timeZone);

/**
 * The UTC starts (ms since 1970) of the hours of a local day: 23, 24 or 25 of them. An hour is named by its UTC start
 * instant; in zones with a half-hour offset the first hour of a day begins at its first full UTC hour or before.
 */
export function hoursOfDay(day: Day, timeZone: TimeZone): number[] {
  const first = Math.floor(startOfDay(day, timeZone) / HOUR_MS) * HOUR_MS;
  const end = endOfDay(day, timeZone);
  return Array.from({ length: Math.ceil((end - first) / HOUR_MS) }, (_, hour) => first + hour * HOUR_MS);
}

/** Local time minus UTC at an instant, in ms. Of the present it is asked all the time: clocks change at whole minutes. */
function offsetMs(instantMs: number, timeZone: TimeZone): number {
  const minute = Math.floor(instantMs / 60_000);
  const known = offsets.get(timeZone);
  if (known?.minute === minute) return known.offset;
  const offset = findOffset(instantMs, timeZone);
  offsets.set(timeZone, { minute, offset });
  return offset;
}

/** The one found last, by time zone. */
const offsets = new Map<string, { readonly minute: number; readonly offset: number }>();

function findOffset(instantMs: number, timeZone: TimeZone): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour']!,
    part['minute']!,
    part['second']!,
  );
  return local - Math.floor(instantMs / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();
