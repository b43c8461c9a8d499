/** The places that hold a day's rows and must confirm a stop list. */
export const CONSUMERS = ['ingestion', 'anonymisation'] as const;
export type Consumer = (typeof CONSUMERS)[number];

/** Whether one consumer applies the stop list that one withdrawal caused on one day. */
export interface Confirmation {
  readonly submissionId: string;
  readonly consumer: Consumer;
  readonly appliedAt: Date | null;
}

export type Effect =
  | { readonly kind: 'effective'; readonly since: Date }
  | { readonly kind: 'pending'; readonly confirmed: number; readonly places: number };

/**
 * When a withdrawal took effect: with the last confirmation of all places for all days that held the line; at once (when it was
 * decided) where no day did.
 */
export function describeEffect(decidedAt: Date, confirmations: readonly Confirmation[]): Effect {
  const confirmed = CONSUMERS.filter((consumer) =>
    confirmations.every((each) => each.consumer !== consumer || each.appliedAt !== null),
  ).length;
  if (confirmed < CONSUMERS.length) return { kind: 'pending', confirmed, places: CONSUMERS.length };
  const times = confirmations.map(({ appliedAt }) => appliedAt!.getTime());
  return { kind: 'effective', since: new Date(Math.max(decidedAt.getTime(), ...times)) };
}
