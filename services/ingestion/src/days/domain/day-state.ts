/** `OPEN`: takes rows. `COMPLETED`: handed over. `CLOSED`: measured. `EXPIRED`: died at its deadline, unmeasured. */
export type DayState = 'OPEN' | 'COMPLETED' | 'CLOSED' | 'EXPIRED';

/** What is known of a day that a batch has rows of. */
export interface DayFacts {
  readonly day: string;
  readonly state: DayState;
  readonly hasPanel: boolean;
}

export type Preparation =
  /** Rows of `takesNoRows` are rejected, the others join. */
  | { readonly kind: 'ready'; readonly open: readonly string[]; readonly takesNoRows: readonly string[] }
  | { readonly kind: 'waiting'; readonly withoutPanel: readonly string[] };

/** Whether a batch can be joined now. A day that takes no rows needs no panel. */
export function prepareDays(days: readonly DayFacts[]): Preparation {
  const open = days.filter(({ state }) => state === 'OPEN');
  const withoutPanel = open.filter(({ hasPanel }) => !hasPanel).map(({ day }) => day);
  if (withoutPanel.length > 0) return { kind: 'waiting', withoutPanel };
  return {
    kind: 'ready',
    open: open.map(({ day }) => day),
    takesNoRows: days.filter(({ state }) => state !== 'OPEN').map(({ day }) => day),
  };
}

/** How many shards a day is cut into, by the rows its first batch read. */
export const toShards = (rows: number): number => Math.min(64, Math.max(1, Math.ceil(rows / 5_000_000)));

export type Completion = 'complete' | 'already' | 'no-panel' | 'batches-running' | 'unknown';

/** Whether a day may be handed over. A repeat changes nothing. */
export function decideCompletion(day: (DayFacts & { readonly held: boolean }) | undefined): Completion {
  if (!day) return 'unknown';
  if (day.state !== 'OPEN') return 'already';
  if (day.held) return 'batches-running';
  return day.hasPanel ? 'complete' : 'no-panel';
}
