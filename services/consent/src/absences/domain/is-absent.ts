/**
 * A time in which a line is in no panel although its consent stands: a pause that the person asked for, or the 72 hours after a
 * change of its SIM card. ms since 1970, `until` excluded.
 */
export interface Absence {
  readonly kind: AbsenceKind;
  readonly from: number;
  readonly until: number;
}
export type AbsenceKind = 'pause' | 'sim-change';

/** A day (its local bounds) and when its panel is issued. */
export interface PanelTimes {
  readonly dayStart: number;
  readonly dayEnd: number;
  readonly issuedAt: number;
}

const HOUR_MS = 3_600_000;

/** How long after a change of SIM card a line stays away, and nobody can say yes for it. */
export const SIM_CHANGE_MS = 72 * HOUR_MS;

/** How long a pause may last: from an hour to thirty days. */
export const LONGEST_PAUSE_HOURS = 30 * 24;

/**
 * Whether a line stays out of the panel of a day: an absence touches the day, or lasts when the panel is issued. So a day is counted
 * whole or not at all, and counting resumes with the next panel, never in the middle of one.
 */
export const isAbsent = (absences: readonly Absence[], { dayStart, dayEnd, issuedAt }: PanelTimes): boolean =>
  absences.some(({ from, until }) => (from < dayEnd && until > dayStart) || (from <= issuedAt && issuedAt < until));

/** Until when somebody asked for a pause that lasts now; undefined: none does. */
export const findPauseEnd = (absences: readonly Absence[], now: number): number | undefined =>
  findEnd(absences, 'pause', now);

/** From when a yes can be said again after a change of SIM card; undefined: it can now. */
export const findSimBlockEnd = (absences: readonly Absence[], now: number): number | undefined =>
  findEnd(absences, 'sim-change', now);

function findEnd(absences: readonly Absence[], kind: AbsenceKind, now: number): number | undefined {
  const ends = absences
    .filter((absence) => absence.kind === kind && absence.from <= now && now < absence.until)
    .map(({ until }) => until);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
