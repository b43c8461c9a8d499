import { randomUUID } from 'node:crypto';
import { type DataKind, DATA_KINDS, type Purpose, PURPOSES } from '@passant/contracts';
import type { WithdrawalLine } from '../journal/journal-line';
import type { NewDecision, RecordedDecision } from './decisions.repository';
import { type ConsentState, isNo, isValid } from './domain/consent-state';
import { type Decision, type DecisionKey, toDecisionKey } from './domain/decision';
import { toDecisionTime } from './domain/order-decision';
import { ONCE_ALL_COUNTS, resolveState } from './domain/resolve-state';

interface Key {
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
}

export const ALL_KEYS: readonly Key[] = PURPOSES.flatMap((purpose) =>
  DATA_KINDS.map((dataKind) => ({ purpose, dataKind })),
);

/** Where a "no" comes from that is about what may never have been allowed. */
const FROM_THE_PERSON: ReadonlySet<string> = new Set(['page', 'agent', 'text-message', 'ask']);

/** A person's no to what was never allowed stops nothing; every other no might. */
export const mayStop = ({ state, origin }: NewDecision): boolean =>
  isNo(state) && !(FROM_THE_PERSON.has(origin) && state === 'refused');

export const toNewDecision = (decision: Omit<NewDecision, 'id'>): NewDecision => ({ ...decision, id: randomUUID() });

const lastDecidedAt = (decisions: readonly RecordedDecision[]): number | undefined =>
  decisions.length === 0 ? undefined : Math.max(...decisions.map(({ decidedAt }) => decidedAt));

/** When a decision of a line counts that is made now: always after its earlier ones. */
export const toTimes = (
  own: readonly RecordedDecision[],
  now: number,
): Pick<NewDecision, 'decidedAt' | 'effectiveFrom'> => ({
  decidedAt: toDecisionTime(now, lastDecidedAt(own)),
  effectiveFrom: now,
});

/** Every purpose and data kind, once everything decided counts; ends of a yes are judged at `now`. A yes of any line shows as yes. */
export function toStates(decisions: readonly RecordedDecision[], now: number): ReadonlyMap<DecisionKey, ConsentState> {
  const lines = [...new Set(decisions.map(({ subscriberId }) => subscriberId))];
  return new Map(
    ALL_KEYS.map((key) => {
      const name = toDecisionKey(key);
      const states = lines.map((line) =>
        resolveState(
          decisions.filter((decision) => decision.subscriberId === line && toDecisionKey(decision) === name),
          ONCE_ALL_COUNTS,
          now,
        ),
      );
      return [name, states.find(isValid) ?? states.find((state) => state !== 'unknown') ?? 'unknown'];
    }),
  );
}

/** Part of a line's time, ms since 1970, `until` excluded. */
export interface SpanOfLine {
  readonly subscriberId: string;
  readonly from: number;
  readonly until: number;
}

/** Every yes that was said in one of these spans of its line, whether or not it still stands. */
export function findSaid(known: readonly RecordedDecision[], spans: readonly SpanOfLine[]): RecordedDecision[] {
  const byLine = new Map<string, SpanOfLine[]>(spans.map(({ subscriberId }) => [subscriberId, []]));
  for (const span of spans) byLine.get(span.subscriberId)!.push(span);
  return known.filter(
    ({ subscriberId, state, decidedAt }) =>
      isValid(state) && byLine.get(subscriberId)?.some(({ from, until }) => from <= decidedAt && decidedAt < until),
  );
}

/** What of a line ended by itself and has no row yet that says so. */
export function findEnded(own: readonly Decision[], now: number): (Key & { state: ConsentState })[] {
  return ALL_KEYS.flatMap((key) => {
    const decisions = own.filter((decision) => toDecisionKey(decision) === toDecisionKey(key));
    const wasValid = isValid(resolveState(decisions, ONCE_ALL_COUNTS, Number.NEGATIVE_INFINITY));
    const state = resolveState(decisions, ONCE_ALL_COUNTS, now);
    return wasValid && !isValid(state) ? [{ ...key, state }] : [];
  });
}

/** One line a submission and subscriber, times being the same within both. */
export function toJournalLines(decisions: readonly NewDecision[]): WithdrawalLine[] {
  const lines = new Map<string, WithdrawalLine>();
  for (const decision of decisions) {
    const { submissionId, reference, subscriberId, decidedAt, effectiveFrom } = decision;
    const state = decision.state as WithdrawalLine['state'];
    const name = [submissionId, subscriberId, state, decidedAt, effectiveFrom].join('/');
    const shared = { submissionId, reference, subscriberId, state, decidedAt, effectiveFrom };
    const line = lines.get(name) ?? { ...shared, keys: [] };
    line.keys.push({ decisionId: decision.id, purpose: decision.purpose, dataKind: decision.dataKind });
    lines.set(name, line);
  }
  return [...lines.values()];
}
