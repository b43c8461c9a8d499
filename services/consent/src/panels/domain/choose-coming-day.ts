import { addDays, dayAt, startOfDay, type Day, type TimeZone } from '@passant/contracts';

/** How long before local midnight the panel of the coming day is issued. */
export const PANEL_LEAD_MS = 2 * 3_600_000;

/** The day whose panel is due now: tomorrow in the last two hours before local midnight; else none. */
export function chooseComingDay(now: number, timeZone: TimeZone): Day | undefined {
  const tomorrow = addDays(dayAt(now, timeZone), 1);
  return startOfDay(tomorrow, timeZone) - now <= PANEL_LEAD_MS ? tomorrow : undefined;
}

/** A panel may be asked for up to tomorrow; a later day would keep its keys alive for as long as somebody likes. */
export const isRequestable = (day: Day, now: number, timeZone: TimeZone): boolean =>
  day <= addDays(dayAt(now, timeZone), 1);
