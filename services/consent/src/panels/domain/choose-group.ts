import { groupOf, PURPOSES, type DataKind, type Day, type Group, type Purpose } from '@passant/contracts';

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
 * is issued; undefined: not in the panel.
 */
export function chooseGroup(allows: Allows, dataKind: DataKind, instants: PanelInstants): Group | undefined {
  const purposes = PURPOSES.filter(
    (purpose) => allows(purpose, dataKind, instants.dayStart) && allows(purpose, dataKind, instants.issuedAt),
  );
  return groupOf(new Set(purposes));
}

export interface LineFacts {
  readonly birthYear: number;
  readonly isBusiness: boolean;
  /** First day of the contract. */
  readonly contractStart: Day;
}

/**
 * Whether a line may be in a panel at all. Only the birth year is known, so who may still turn 18 within the year is left out;
 * a contract counts from its second day, as on its first the number may have been somebody else's.
 */
export const isEligibleLine = (line: LineFacts, day: Day): boolean =>
  !line.isBusiness && Number(day.slice(0, 4)) - line.birthYear > 18 && line.contractStart < day;
