import { refuse, type Refused } from './problem';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const MOST_DAYS = 7;
/** The specification: "the maximum endTime allowed is 3 months from the time of the request". */
const AHEAD_MONTHS = 3;

/** The whole UTC hours that an interval touches: at least one. */
export interface Hours {
  readonly kind: 'past' | 'future';
  readonly firstMs: number;
  readonly endMs: number;
}

/** What an interval asks for, or which rule of the specification it breaks. `earliestMs`: where the contract's history begins. */
export function judgeTimes(
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  nowMs: number,
  earliestMs: number,
): Hours | Refused {
  const latest = addMonths(nowMs, AHEAD_MONTHS);
  if (startMs > latest) return refuse('start-too-late', `startTime is more than ${AHEAD_MONTHS} months ahead.`);
  if (endMs < startMs) return refuse('end-before-start', 'endTime is earlier than startTime.');
  if (endMs - startMs > MOST_DAYS * DAY_MS) {
    return refuse('too-long', `From startTime to endTime are more than ${MOST_DAYS} days.`);
  }
  if (endMs > latest) return refuse('start-too-late', `endTime is more than ${AHEAD_MONTHS} months ahead.`);
  if (startMs < nowMs && endMs > nowMs) {
    return refuse('past-and-future', 'The period is partly in the past and partly in the future.');
  }
  if (startMs < earliestMs) {
    return refuse('start-too-early', 'startTime is earlier than the history of the contract.');
  }
  const firstMs = Math.floor(startMs / HOUR_MS) * HOUR_MS;
  const lastMs = Math.max(Math.ceil(endMs / HOUR_MS) * HOUR_MS, firstMs + HOUR_MS);
  return { kind: startMs >= nowMs ? 'future' : 'past', firstMs, endMs: lastMs };
}

/** The same day of a later month, or its last day. */
function addMonths(fromMs: number, months: number): number {
  const from = new Date(fromMs);
  const to = new Date(fromMs);
  to.setUTCMonth(from.getUTCMonth() + months);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.getTime();
}
