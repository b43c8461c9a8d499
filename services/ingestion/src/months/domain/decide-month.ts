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
  | { readonly kind: 'refused'; readonly why: 'unknown' | 'not-over' }
  | { readonly kind: 'refused'; readonly why: 'not-completed'; readonly day: string };

/** Milliseconds since 1970: where the clock stands, and where the month ends in its market's time zone. */
export interface MonthTimes {
  readonly now: number;
  readonly end: number;
}

/**
 * Whether the return visits of a month may be counted: it is over, and every day that has a panel, or that a batch still waits
 * for, was handed over or has ended. Days without either are not there. A month is counted once: one that was completed early would lose
 * the return visits of all its days to come. A month that was replayed is long over. `days` in order.
 */
export function decideMonth(days: readonly DayOfMonth[], { now, end }: MonthTimes): MonthCompletion {
  const open = days.find(({ isOpen, hasPanel, isHeld }) => isOpen && (hasPanel || isHeld));
  const ended = days.filter(({ isOpen, hasPanel }) => hasPanel && !isOpen).map(({ day }) => day);
  if (!open && ended.length === 0) return { kind: 'refused', why: 'unknown' };
  if (now < end) return { kind: 'refused', why: 'not-over' };
  return open ? { kind: 'refused', why: 'not-completed', day: open.day } : { kind: 'complete', days: ended };
}
