import type { EventCounters, Report } from './report';

/** One file of events, as ingestion tells of it. */
export interface Batch {
  id: string;
  market: string;
  name: string;
  state: 'RECEIVED' | 'INSPECTED' | 'WAITING_FOR_PANELS' | 'JOINING' | 'DONE' | 'FAILED';
  stage: string | null;
  rowsRead: number;
  failure: { code: string; message: string } | null;
  counters: EventCounters;
  quarantine: { reason: string; count: number; line: number | null }[];
}

export const BATCH_FIELDS = `id market name state stage rowsRead failure { code message }
  counters { read accepted withoutConsent duplicate rejected }
  quarantine { reason count line }`;

export function sumCounters(batches: readonly Pick<Batch, 'counters'>[]): EventCounters {
  const sum = (name: keyof EventCounters) => batches.reduce((total, { counters }) => total + counters[name], 0);
  return {
    read: sum('read'),
    accepted: sum('accepted'),
    withoutConsent: sum('withoutConsent'),
    duplicate: sum('duplicate'),
    rejected: sum('rejected'),
  };
}

/** By reason, over all batches; the line is that of the first batch in which the reason occurs. */
export function sumQuarantine(batches: readonly Pick<Batch, 'quarantine'>[]): Report['quarantine'] {
  const byReason = new Map<string, Report['quarantine'][number]>();
  for (const { reason, count, line } of batches.flatMap(({ quarantine }) => quarantine)) {
    const known = byReason.get(reason);
    byReason.set(reason, { reason, count: (known?.count ?? 0) + count, line: known?.line ?? line });
  }
  return [...byReason.values()].sort((one, other) => other.count - one.count);
}
