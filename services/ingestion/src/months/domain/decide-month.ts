/** What is known of a day of the month. */
export interface DayOfMonth {
  readonly day: string;
  /** Not yet handed over, and not past its deadline. */
  readonly isOpen: boolean;
  readonly hasPanel: boolean;
  /** A batch may still bring rows of it. */
  readonly isHeld: boolean;
}

export type MonthCompletion =
  | { readonly kind: 'complete'; readonly days: readonly string[] }
  | { readonly kind: 'refused'; readonly why: 'unknown' }
  | { readonly kind: 'refused'; readonly why: 'not-completed'; readonly day: string };

/**
 * Whether the return visits of a month may be counted: every day that has a panel, or that a batch still waits for, was handed
 * over or has ended. Days without either are not there. `days` in order.
 */
export function decideMonth(days: readonly DayOfMonth[]): MonthCompletion {
  const open = days.find(({ isOpen, hasPanel, isHeld }) => isOpen && (hasPanel || isHeld));
  if (open) return { kind: 'refused', why: 'not-completed', day: open.day };
  const ended = days.filter(({ isOpen, hasPanel }) => hasPanel && !isOpen).map(({ day }) => day);
  return ended.length === 0 ? { kind: 'refused', why: 'unknown' } : { kind: 'complete', days: ended };
}
