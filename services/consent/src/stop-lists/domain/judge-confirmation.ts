/** How long a place has been holding back its confirmation of a stop list. */
export type Confirmedness = 'on-time' | 'late' | 'blocking';

const HOUR_MS = 3_600_000;
/** After this somebody is told. */
export const LATE_MS = HOUR_MS;
/** After this nothing more of the market is released. */
export const BLOCKING_MS = 24 * HOUR_MS;

/** @param unconfirmedMs how long ago the oldest list was delivered that a place has not confirmed; undefined: there is none */
export function judgeConfirmation(unconfirmedMs: number | undefined): Confirmedness {
  if (unconfirmedMs === undefined || unconfirmedMs < LATE_MS) return 'on-time';
  return unconfirmedMs < BLOCKING_MS ? 'late' : 'blocking';
}
