import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type DataKind, DATA_KINDS, type Purpose, PURPOSES } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import type { JournalLine } from '../journal/journal-line';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DecisionsRepository, type NewDecision, type RecordedDecision } from './decisions.repository';
import { type ConsentState, isValid } from './domain/consent-state';
import { decideChange, type GrantRefusal, type Wish } from './domain/decide-change';
import { type DecisionKey, toDecisionKey } from './domain/decision';
import { toDecisionTime } from './domain/order-decision';
import { ONCE_ALL_COUNTS, resolveState } from './domain/resolve-state';
import { newSubmission } from './reference';

export type { ConsentState, GrantRefusal, RecordedDecision, Wish };

/** Whether a state permits processing. */
export const isAllowed = (state: ConsentState): boolean => isValid(state);

export interface Choice {
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
  readonly wish: Wish;
}

/** What somebody confirmed. `notice`: what was shown to them, by wall time. */
export interface Submission {
  readonly subscriberIds: readonly string[];
  readonly choices: readonly Choice[];
  readonly notice: { readonly id: string; readonly servedAt: number } | undefined;
  /** Wall time, ms since 1970: notices are timed by it. */
  readonly wallNow: number;
}

export type Permissions = (subscriberId: string, purpose: Purpose, dataKind: DataKind, instant: number) => boolean;

export interface Outcome {
  /** null where nothing was recorded. */
  readonly reference: string | null;
  /** Why a yes was not recorded, where one was not. Every no was. */
  readonly refused: GrantRefusal | null;
}

export const DECISION_PARTS = Symbol('DECISION_PARTS');
export interface DecisionParts {
  readonly repository: DecisionsRepository;
  readonly journal: JournalService;
  readonly stopLists: StopListsService;
  readonly transactions: Transactions;
  readonly lines: LinesService;
}

export const ALL_KEYS: readonly { purpose: Purpose; dataKind: DataKind }[] = PURPOSES.flatMap((purpose) =>
  DATA_KINDS.map((dataKind) => ({ purpose, dataKind })),
);

@Injectable()
export class DecisionsService {
  constructor(
    @Inject(DECISION_PARTS) private readonly parts: DecisionParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All decisions of lines, oldest first. */
  find(subscriberIds: readonly string[]): Promise<RecordedDecision[]> {
    return this.parts.repository.find(subscriberIds);
  }

  /** Answers for many lines at once whether a purpose and data kind were allowed at an instant. */
  async findPermissions(subscriberIds: readonly string[], dataKinds: readonly DataKind[]): Promise<Permissions> {
    const byKey = new Map<string, RecordedDecision[]>();
    for (const decision of await this.parts.repository.findAbout(subscriberIds, dataKinds)) {
      const key = `${decision.subscriberId}/${toDecisionKey(decision)}`;
      const known = byKey.get(key);
      if (known) known.push(decision);
      else byKey.set(key, [decision]);
    }
    return (subscriberId, purpose, dataKind, instant) =>
      isValid(resolveState(byKey.get(`${subscriberId}/${toDecisionKey({ purpose, dataKind })}`) ?? [], instant));
  }

  /** The state of every purpose and data kind, once everything decided counts. With several lines behind one number, a yes of any of them shows as yes. */
  async getStates(subscriberIds: readonly string[]): Promise<ReadonlyMap<DecisionKey, ConsentState>> {
    return toStates(await this.find(subscriberIds));
  }

  /** Records what somebody confirmed on the page. Withdrawals are on the journal's disk before anything is committed. */
  async submit(submission: Submission): Promise<Outcome> {
    const journalWritable =
      submission.choices.every(({ wish }) => wish === 'refuse') || (await this.parts.journal.isSound());
    const { reference, decisions, refused } = await this.parts.transactions.run(async (transaction) => {
      await this.parts.lines.lock(transaction, submission.subscriberIds);
      const known = await this.parts.repository.find(submission.subscriberIds, transaction);
      const made = this.decide(submission, known, journalWritable);
      await this.record(transaction, made.decisions);
      return made;
    });
    await this.parts.stopLists.publish().catch(() => undefined); // the sweeper publishes what could not be published here
    return { reference: decisions.length > 0 ? reference : null, refused };
  }

  /** Appends decisions; a no is kept in the journal first, and stops its line in every living day and month. */
  async record(transaction: Transaction, decisions: readonly NewDecision[]): Promise<ReadonlySet<string>> {
    const refusals = decisions.filter(({ state, origin }) => !isValid(state) && origin !== 'journal');
    await this.parts.journal.keep(transaction, toJournalLines(refusals));
    const appended = await this.parts.repository.append(transaction, decisions);
    // Of every data kind: also what is only an attribute stands in the rows of living days.
    const stopping = decisions.filter((decision) => appended.has(decision.id) && mayStop(decision));
    const entries = stopping.map(({ submissionId, subscriberId }) => ({ submissionId, subscriberId }));
    await this.parts.stopLists.stop(transaction, entries);
    return appended;
  }

  /** Ends the consent of subscriptions that ended: a new holder of the number sees an empty slate. */
  async terminate(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    const known = await this.parts.repository.find(subscriberIds, transaction);
    const decisions = subscriberIds.flatMap((subscriberId) => {
      const own = known.filter((decision) => decision.subscriberId === subscriberId);
      const times = this.toTimes(own);
      const states = toStates(own);
      const given = ALL_KEYS.filter((key) => isValid(states.get(toDecisionKey(key))!));
      const shared = {
        ...newSubmission(),
        subscriberId,
        origin: 'registry',
        noticeServedId: null,
        evidence: null,
      } as const;
      return given.map((key) => toNewDecision({ ...shared, ...key, ...times, state: 'terminated' }));
    });
    await this.record(transaction, decisions);
  }

  private decide(
    submission: Submission,
    known: readonly RecordedDecision[],
    journalWritable: boolean,
  ): { reference: string; decisions: NewDecision[]; refused: GrantRefusal | null } {
    const { submissionId, reference } = newSubmission();
    let refused: GrantRefusal | null = null;
    const decisions = submission.subscriberIds.flatMap((subscriberId) => {
      const own = known.filter((decision) => decision.subscriberId === subscriberId);
      const times = this.toTimes(own);
      const states = toStates(own);
      return submission.choices.flatMap(({ wish, ...key }) => {
        const change = decideChange({
          current: states.get(toDecisionKey(key)) ?? 'unknown',
          wish,
          noticeServedAt: submission.notice?.servedAt,
          journalWritable,
          now: submission.wallNow,
        });
        if (change.kind === 'refused') refused = change.reason;
        if (change.kind !== 'record') return [];
        const noticeServedId = submission.notice?.id ?? null;
        const shared = {
          submissionId,
          reference,
          subscriberId,
          origin: 'page',
          evidence: null,
          noticeServedId,
        } as const;
        return [toNewDecision({ ...shared, ...key, ...times, state: change.state })];
      });
    });
    return { reference, decisions, refused };
  }

  private toTimes(own: readonly RecordedDecision[]): Pick<NewDecision, 'decidedAt' | 'effectiveFrom'> {
    const now = this.clock.now().getTime();
    return { decidedAt: toDecisionTime(now, lastDecidedAt(own)), effectiveFrom: now };
  }
}

/** A no on the page to what was never allowed stops nothing; every other no might. */
const mayStop = ({ state, origin }: NewDecision): boolean =>
  !isValid(state) && !(origin === 'page' && state === 'refused');

const toNewDecision = (decision: Omit<NewDecision, 'id'>): NewDecision => ({ ...decision, id: randomUUID() });

const lastDecidedAt = (decisions: readonly RecordedDecision[]): number | undefined =>
  decisions.length === 0 ? undefined : Math.max(...decisions.map(({ decidedAt }) => decidedAt));

function toStates(decisions: readonly RecordedDecision[]): ReadonlyMap<DecisionKey, ConsentState> {
  const lines = [...new Set(decisions.map(({ subscriberId }) => subscriberId))];
  return new Map(
    ALL_KEYS.map((key) => {
      const name = toDecisionKey(key);
      const states = lines.map((line) =>
        resolveState(
          decisions.filter((decision) => decision.subscriberId === line && toDecisionKey(decision) === name),
          ONCE_ALL_COUNTS,
        ),
      );
      return [name, states.find(isValid) ?? states.find((state) => state !== 'unknown') ?? 'unknown'];
    }),
  );
}

/** One line a submission and subscriber, times being the same within both. */
function toJournalLines(decisions: readonly NewDecision[]): JournalLine[] {
  const lines = new Map<string, JournalLine>();
  for (const decision of decisions) {
    const { submissionId, reference, subscriberId, decidedAt, effectiveFrom } = decision;
    const state = decision.state as JournalLine['state'];
    const name = [submissionId, subscriberId, state, decidedAt, effectiveFrom].join('/');
    const line = lines.get(name) ?? {
      submissionId,
      reference,
      subscriberId,
      state,
      decidedAt,
      effectiveFrom,
      keys: [],
    };
    line.keys.push({ decisionId: decision.id, purpose: decision.purpose, dataKind: decision.dataKind });
    lines.set(name, line);
  }
  return [...lines.values()];
}
