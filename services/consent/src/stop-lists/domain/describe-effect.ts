import { isMonth, type Period } from '@passant/contracts';

/** The places that hold rows and must confirm a stop list. */
export const CONSUMERS = ['ingestion', 'anonymisation'] as const;
export type Consumer = (typeof CONSUMERS)[number];

/** Who gets the stop list of a period: what is kept for a month lies with anonymisation only. */
export const consumersOf = (period: Period): readonly Consumer[] => (isMonth(period) ? ['anonymisation'] : CONSUMERS);

/** Whether one consumer applies the stop list that one withdrawal caused for one day or month. */
export interface Confirmation {
  readonly submissionId: string;
  readonly consumer: Consumer;
  readonly appliedAt: Date | null;
}

export type Effect =
  | { readonly kind: 'effective'; readonly since: Date }
  | { readonly kind: 'pending'; readonly confirmed: number; readonly places: number };

/**
 * When a withdrawal took effect: with the last confirmation of all places for all days that held the line, and for the month where
 * the line permitted return visits; at once (when it was decided) where nothing did.
 */
export function describeEffect(decidedAt: Date, confirmations: readonly Confirmation[]): Effect {
  const confirmed = CONSUMERS.filter((consumer) =>
    confirmations.every((each) => each.consumer !== consumer || each.appliedAt !== null),
  ).length;
  if (confirmed < CONSUMERS.length) return { kind: 'pending', confirmed, places: CONSUMERS.length };
  const times = confirmations.map(({ appliedAt }) => appliedAt!.getTime());
  return { kind: 'effective', since: new Date(Math.max(decidedAt.getTime(), ...times)) };
}
