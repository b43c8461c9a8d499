import type { DataKind, Purpose } from '@passant/contracts';
import { toNewDecision, toStates, toTimes } from './decision-lines';
import type { NewDecision, Origin, RecordedBy, RecordedDecision } from './decisions.repository';
import { isValid } from './domain/consent-state';
import { CONSENT_LASTS_MS, decideChange, type GrantBlock, type GrantRefusal, type Wish } from './domain/decide-change';
import { toDecisionKey } from './domain/decision';
import { newSubmission } from './reference';

export interface Choice {
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
  readonly wish: Wish;
}

/** A notice that was shown to somebody, as the answer refers to it. */
export interface ShownNotice {
  readonly id: string;
  readonly servedAt: number;
  readonly sha256: string;
  /** Whether people are still shown it; absent: they are. */
  readonly isCurrent?: boolean;
}

/** What somebody confirmed. `notice`: what was shown to them, by wall time. */
export interface Submission {
  readonly subscriberIds: readonly string[];
  readonly choices: readonly Choice[];
  readonly notice: ShownNotice | undefined;
  /** Where it came from; the page where absent. */
  readonly origin?: Extract<Origin, 'page' | 'agent' | 'text-message' | 'ask'>;
  /** Who took it down, where it was not the person. */
  readonly recordedBy?: RecordedBy;
  /** Wall time, ms since 1970: notices are timed by it. */
  readonly wallNow: number;
}

/** What is known of the lines behind a submission, once they are locked. */
export interface Circumstances {
  readonly known: readonly RecordedDecision[];
  readonly blocks: ReadonlyMap<string, GrantBlock>;
  readonly journalWritable: boolean;
  /** ms since 1970. */
  readonly now: number;
}

/** What of a submission is recorded, and why a yes is not where one is not; of several reasons the last. */
export function decideSubmission(
  submission: Submission,
  { known, blocks, journalWritable, now }: Circumstances,
): { reference: string; decisions: NewDecision[]; refused: GrantRefusal | null } {
  const { notice, origin = 'page', recordedBy = null } = submission;
  const named = newSubmission();
  let refused: GrantRefusal | null = null;
  const decisions = submission.subscriberIds.flatMap((subscriberId) => {
    const own = known.filter((decision) => decision.subscriberId === subscriberId);
    const times = toTimes(own, now);
    const states = toStates(own, times.effectiveFrom);
    return submission.choices.flatMap(({ wish, ...key }) => {
      const change = decideChange({
        current: states.get(toDecisionKey(key)) ?? 'unknown',
        wish,
        noticeServedAt: notice?.servedAt,
        isNoticeCurrent: notice?.isCurrent,
        journalWritable,
        blockedBy: blocks.get(subscriberId),
        now: submission.wallNow,
      });
      if (change.kind === 'refused') refused = change.reason;
      if (change.kind !== 'record') return [];
      const shown = { noticeServedId: notice?.id ?? null, noticeSha256: notice?.sha256 ?? null };
      const expiresAt = isValid(change.state) ? times.effectiveFrom + CONSENT_LASTS_MS : null;
      const shared = { ...named, subscriberId, origin, evidence: recordedBy, ...shown, expiresAt } as const;
      return [toNewDecision({ ...shared, ...key, ...times, state: change.state })];
    });
  });
  return { reference: named.reference, decisions, refused };
}
