import type { Day } from '@passant/contracts';

export interface LineFacts {
  readonly birthYear: number;
  readonly isBusiness: boolean;
  /** First day of the contract. */
  readonly contractStart: Day;
  /** Last day of the contract; null: it goes on. */
  readonly contractEnd: Day | null;
  /** Somebody declared that a person under 18 uses the line. */
  readonly isDeclaredMinor: boolean;
}

/**
 * Whether a line may be in a panel at all. Only the birth year is known, so who may still turn 18 within the year is left out;
 * a contract counts from its second day to the day before its last, as on its first and last the number may be somebody else's.
 */
export const isEligibleLine = (line: LineFacts, day: Day): boolean =>
  !line.isBusiness &&
  !line.isDeclaredMinor &&
  Number(day.slice(0, 4)) - line.birthYear > 18 &&
  line.contractStart < day &&
  (line.contractEnd === null || day < line.contractEnd);
