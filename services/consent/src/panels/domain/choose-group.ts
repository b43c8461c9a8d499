import { groupOf, PURPOSES, type DataKind, type Group, type Purpose } from '@passant/contracts';

/** An instant at which everything recorded so far counts. */
const ONCE_ALL_COUNTS = Number.POSITIVE_INFINITY;

/** Whether one purpose was valid for one data kind at an instant. */
export type Allows = (purpose: Purpose, dataKind: DataKind, instant: number) => boolean;

export interface PanelInstants {
  /** Start of the local day, ms since 1970. */
  readonly dayStart: number;
  /** When the panel is issued, ms since 1970. */
  readonly issuedAt: number;
}

/**
 * Whether a consent still holds when the panel is issued. What is recorded already and counts only later (a no by a clock that is
 * ahead) must not forbid it either.
 */
const stillHolds = (allows: Allows, purpose: Purpose, dataKind: DataKind, { issuedAt }: PanelInstants): boolean =>
  allows(purpose, dataKind, issuedAt) && allows(purpose, dataKind, ONCE_ALL_COUNTS);

/** Whether a consent holds at the day's start *and* still holds when the panel is issued. */
export const holds = (allows: Allows, purpose: Purpose, dataKind: DataKind, instants: PanelInstants): boolean =>
  allows(purpose, dataKind, instants.dayStart) && stillHolds(allows, purpose, dataKind, instants);

/** The purposes that somebody of a group serves. */
export const purposesOf = (group: Group): readonly Purpose[] => (group === 'both' ? PURPOSES : [group]);

/** The group of somebody in the panel of a day: the purposes whose consent holds; undefined: not in the panel. */
export const chooseGroup = (allows: Allows, dataKind: DataKind, instants: PanelInstants): Group | undefined =>
  groupOf(new Set(PURPOSES.filter((purpose) => holds(allows, purpose, dataKind, instants))));

/**
 * The group for return visits: over a whole month a person may be in one group only. It is that of the first day of the month (up
 * to this one; `monthStarts`: their starts, ascending) on which the person permits any purpose. A purpose permitted later
 * counts from the next month; where one of the group's does not hold on this day, the person is left out of it.
 */
export function chooseMonthGroup(
  allows: Allows,
  instants: PanelInstants,
  monthStarts: readonly number[],
): Group | undefined {
  const lasting = PURPOSES.filter((purpose) => stillHolds(allows, purpose, 'return-visits', instants));
  if (lasting.length === 0) return undefined;
  const permitsAt = (instant: number, purpose: Purpose): boolean => allows(purpose, 'return-visits', instant);
  for (const dayStart of monthStarts) {
    const purposes = lasting.filter((purpose) => permitsAt(dayStart, purpose));
    if (purposes.length === 0) continue;
    const isStill = purposes.every((purpose) => permitsAt(instants.dayStart, purpose));
    return isStill ? groupOf(new Set(purposes)) : undefined;
  }
  return undefined;
}
