import { endOfDay, type Day, type TimeZone } from '@passant/contracts';

const KEPT_MS = 48 * 3_600_000;

/**
 * When rows and keys of a day die at the latest (ms since 1970): 48 h after the end of the local day; for a replayed (past)
 * day, 48 h after its panel was issued.
 */
export const planDestruction = (day: Day, timeZone: TimeZone, issuedAt: number): number =>
  Math.max(endOfDay(day, timeZone), issuedAt) + KEPT_MS;
