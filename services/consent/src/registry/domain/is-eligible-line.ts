import type { Day } from '@passant/contracts';

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
