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
 * The group of somebody in the panel of a day: purposes whose consent holds at the day's start *and* still holds when the panel
 * is issued; undefined: not in the panel. What is recorded already and counts only later (a no by a clock that is ahead) must
 * not forbid it either.
 */
export function chooseGroup(allows: Allows, dataKind: DataKind, instants: PanelInstants): Group | undefined {
  const purposes = PURPOSES.filter(
    (purpose) =>
      allows(purpose, dataKind, instants.dayStart) &&
      allows(purpose, dataKind, instants.issuedAt) &&
      allows(purpose, dataKind, ONCE_ALL_COUNTS),
  );
  return groupOf(new Set(purposes));
}
