import type { Sold } from './compose-lines';

/** A usage event, as far as an invoice reads it. */
export interface BilledEvent {
  readonly requestId: string;
  readonly questionSha256: string;
  readonly versionId: string;
  readonly product: string;
  readonly published: number;
  readonly costMinorUnits: number;
}

/**
 * Usage events added up by version and product, in any order and however often one comes: an event is one request and
 * question. What the database adds up in `sumEvents` must be the same; a test compares them.
 */
export function addEvents(events: Iterable<BilledEvent>): Sold[] {
  const seen = new Set<string>();
  const sums = new Map<string, Sold>();
  for (const { requestId, questionSha256, versionId, product, published, costMinorUnits } of events) {
    const once = `${requestId} ${questionSha256}`;
    if (seen.has(once) || published === 0) continue;
    seen.add(once);
    const key = `${versionId} ${product}`;
    const before = sums.get(key) ?? { versionId, product, questions: 0, figures: 0, costMinorUnits: 0 };
    sums.set(key, {
      ...before,
      questions: before.questions + 1,
      figures: before.figures + published,
      costMinorUnits: before.costMinorUnits + costMinorUnits,
    });
  }
  return [...sums.values()];
}
