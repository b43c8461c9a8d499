import { endOfDay, hoursOfDay, startOfDay, type Day, type TimeZone } from '@passant/contracts';
import { DAY_PART_HOURS } from './rules';

/** A local day in UNIX seconds, and how its hours lie in it. */
export interface DayWindow {
  readonly startSeconds: number;
  readonly lengthSeconds: number;
  /** From the start of the first UTC hour that reaches into the day to the day's start: 0 but in half-hour time zones. */
  readonly hourShiftSeconds: number;
  /** UTC starts of the day's hours, in ms. */
  readonly hours: readonly number[];
  /** When the second to the last of `DAY_PARTS` begin, in seconds since the day's start. */
  readonly dayPartStarts: readonly number[];
}

const LONGEST_SECONDS = 25 * 3600;

/**
 * The window of a day; none where clocks make it longer than 25 hours, because the declared sensitivity of presence
 * (25 hours of 16 units) would not hold.
 */
export function toDayWindow(day: Day, timeZone: TimeZone): DayWindow | undefined {
  const [start, end] = [startOfDay(day, timeZone) / 1000, endOfDay(day, timeZone) / 1000];
  const hours = hoursOfDay(day, timeZone);
  if (end - start > LONGEST_SECONDS || hours.length === 0) return undefined;
  return {
    startSeconds: start,
    lengthSeconds: end - start,
    hourShiftSeconds: start - hours[0]! / 1000,
    hours,
    dayPartStarts: findDayPartStarts(start, end, timeZone),
  };
}

/** The first minute of each day-part by local clocks: they may be put forward or back before it. */
function findDayPartStarts(start: number, end: number, timeZone: TimeZone): number[] {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', hour: 'numeric' });
  const starts: number[] = [];
  for (let second = start; second < end && starts.length < DAY_PART_HOURS.length; second += 60) {
    while (Number(clock.format(second * 1000)) >= DAY_PART_HOURS[starts.length]!) starts.push(second - start);
  }
  return starts;
}
