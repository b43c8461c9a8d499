import { Inject, Injectable } from '@nestjs/common';
import type { DataKind, Purpose } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { AbsencesService } from '../absences/absences.service';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import {
  ALL_KEYS,
  findEnded,
  findSaid,
  mayStop,
  type SpanOfLine,
  toJournalLines,
  toNewDecision,
  toStates,
  toTimes,
} from './decision-lines';
import { DecisionAudit } from './decision-audit';
import { type Choice, decideSubmission, type ShownNotice, type Submission } from './decide-submission';
import { DecisionsRepository, type NewDecision, type RecordedDecision } from './decisions.repository';
import { type ConsentState, isNo, isValid } from './domain/consent-state';
import { CONSENT_LASTS_MS, type GrantBlock, type GrantRefusal, type Wish } from './domain/decide-change';
import { type DecisionKey, toDecisionKey } from './domain/decision';
import { type LastingPermissions, type Permissions, toLastingPermissions, toPermissions } from './permissions';
import { newSubmission } from './reference';

export { ALL_KEYS, CONSENT_LASTS_MS };
export type {
  Choice,
  ConsentState,
  GrantRefusal,
  ShownNotice,
  Submission,
  LastingPermissions,
  Permissions,
  RecordedDecision,
  Wish,
};

/** Whether a state permits processing. */
export const isAllowed = (state: ConsentState): boolean => isValid(state);

type States = ReadonlyMap<DecisionKey, ConsentState>;

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
  readonly absences: AbsencesService;
  readonly audit: DecisionAudit;
}

/** That a line was asked, and about what. */
export interface Requested {
  readonly submissionId: string;
  readonly reference: string;
  readonly subscriberId: string;
  readonly keys: readonly { readonly purpose: Purpose; readonly dataKind: DataKind }[];
}

/** How many lines end in one transaction. */
const ENDED_AT_ONCE = 500;

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
    const decisions = await this.parts.repository.findAbout(subscriberIds, dataKinds);
    return toPermissions(decisions, this.clock.now().getTime());
  }

  /** Answers for many lines at once whether a data kind was allowed, for one purpose or more, at every instant of a span. */
  async findLasting(subscriberIds: readonly string[], dataKinds: readonly DataKind[]): Promise<LastingPermissions> {
    return toLastingPermissions(await this.parts.repository.findAbout(subscriberIds, dataKinds));
  }

  /** The state of every purpose and data kind, once everything decided counts. With several lines behind one number, a yes of any of them shows as yes. */
  async getStates(subscriberIds: readonly string[]): Promise<ReadonlyMap<DecisionKey, ConsentState>> {
    return (await this.findWithStates(subscriberIds)).states;
  }

  /** All decisions of lines, oldest first, with the states that they come to: as {@link find} and {@link getStates}. */
  async findWithStates(
    subscriberIds: readonly string[],
  ): Promise<{ decisions: readonly RecordedDecision[]; states: States }> {
    const decisions = await this.find(subscriberIds);
    return { decisions, states: toStates(decisions, this.clock.now().getTime()) };
  }

  /** As {@link getStates}, of each line by itself. */
  async getStatesByLine(subscriberIds: readonly string[]): Promise<ReadonlyMap<string, States>> {
    const byLine = new Map<string, RecordedDecision[]>(subscriberIds.map((id) => [id, []]));
    for (const decision of await this.find(subscriberIds)) byLine.get(decision.subscriberId)!.push(decision);
    const now = this.clock.now().getTime();
    return new Map([...byLine].map(([id, decisions]) => [id, toStates(decisions, now)]));
  }

  /** Records what somebody confirmed. Withdrawals are on the journal's disk before anything is committed. */
  async submit(submission: Submission): Promise<Outcome> {
    const isGrant = submission.choices.some(({ wish }) => wish === 'allow' || wish === 'renew');
    const journalWritable = !isGrant || (await this.parts.journal.isSound());
    const { reference, decisions, refused } = await this.parts.transactions.run(async (transaction) => {
      await this.parts.lines.lock(transaction, submission.subscriberIds);
      const known = await this.parts.repository.find(submission.subscriberIds, transaction);
      const blocks = isGrant ? await this.findBlocks(transaction, submission.subscriberIds) : NO_BLOCKS;
      const circumstances = { known, blocks, journalWritable, now: this.clock.now().getTime() };
      const made = decideSubmission(submission, circumstances);
      await this.record(transaction, made.decisions);
      return made;
    });
    // What fails in a transaction fails all of it: inside one nothing but the withdrawal is tried. The sweeper publishes what is not here.
    if (!this.parts.transactions.isRunning) await this.parts.stopLists.publish().catch(() => undefined);
    return { reference: decisions.length > 0 ? reference : null, refused };
  }

  /** Appends decisions; a no is kept in the journal first, and stops its line in every living day and month. */
  async record(transaction: Transaction, decisions: readonly NewDecision[]): Promise<ReadonlySet<string>> {
    const refusals = decisions.filter((decision) => decision.origin !== 'journal' && isNo(decision.state));
    await this.parts.journal.keep(transaction, toJournalLines(refusals));
    const appended = await this.parts.repository.append(transaction, decisions);
    await this.parts.audit.note(
      transaction,
      decisions.filter(({ id }) => appended.has(id)),
    );
    // Of every data kind: also what is only an attribute stands in the rows of living days.
    const stopping = decisions.filter((decision) => appended.has(decision.id) && mayStop(decision));
    const entries = stopping.map(({ submissionId, subscriberId }) => ({ submissionId, subscriberId }));
    await this.parts.stopLists.stop(transaction, entries);
    return appended;
  }

  /** Notes that a line was asked: about what nobody has answered. It allows nothing. */
  async noteRequested(transaction: Transaction, asked: Requested): Promise<void> {
    const { keys, ...named } = asked;
    const now = this.clock.now().getTime();
    const shared = { ...named, ...NOTHING_SHOWN, origin: 'ask', state: 'requested' } as const;
    const times = { decidedAt: now, effectiveFrom: now };
    await this.record(
      transaction,
      keys.map((key) => toNewDecision({ ...shared, ...times, ...key })),
    );
  }

  /** Ends the consent of subscriptions that ended: a new holder of the number sees an empty slate. */
  terminate(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    return this.end(transaction, subscriberIds, { state: 'terminated', origin: 'registry' });
  }

  /** Voids the consent of lines that turned out to be used by somebody under 18. */
  invalidate(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    return this.end(transaction, subscriberIds, { state: 'invalidated', origin: 'declaration' });
  }

  /**
   * Voids every yes that was said in these spans, on the page or elsewhere. The void is ordered with the yes, of which a no stands: whatever the
   * person decides or decided later counts, and nothing older comes back.
   */
  async invalidateSaid(transaction: Transaction, spans: readonly SpanOfLine[]): Promise<void> {
    if (spans.length === 0) return;
    const lines = [...new Set(spans.map(({ subscriberId }) => subscriberId))];
    const known = await this.parts.repository.find(lines, transaction);
    const named = new Map(lines.map((id) => [id, newSubmission()]));
    const shared = { ...NOTHING_SHOWN, state: 'invalidated', origin: 'registry' } as const;
    const effectiveFrom = this.clock.now().getTime();
    const decisions = findSaid(known, spans).map(({ subscriberId, purpose, dataKind, decidedAt }) =>
      toNewDecision({
        ...shared,
        ...named.get(subscriberId)!,
        subscriberId,
        purpose,
        dataKind,
        decidedAt,
        effectiveFrom,
      }),
    );
    await this.record(transaction, decisions);
  }

  /**
   * Records the end of every yes whose term is over or whose notice is void, and puts its line on the stop lists of all that lives.
   * Such a yes allows nothing from its very end on, recorded or not. @returns how many lines
   */
  async recordEnded(): Promise<number> {
    let ended = 0;
    for (;;) {
      const lines = await this.parts.repository.findLinesWithEnded(this.clock.now(), ENDED_AT_ONCE);
      if (lines.length === 0) break;
      await this.parts.transactions.run(async (transaction) => {
        await this.parts.lines.lock(transaction, lines);
        const known = await this.parts.repository.find(lines, transaction);
        const decisions = lines.flatMap((subscriberId) => {
          const own = known.filter((decision) => decision.subscriberId === subscriberId);
          const times = toTimes(own, this.clock.now().getTime());
          const shared = { ...newSubmission(), ...times, ...NOTHING_SHOWN, subscriberId, origin: 'clock' } as const;
          return findEnded(own, times.effectiveFrom).map((ended) => toNewDecision({ ...shared, ...ended }));
        });
        await this.record(transaction, decisions);
      });
      ended += lines.length;
      if (lines.length < ENDED_AT_ONCE) break;
    }
    if (ended > 0) await this.parts.stopLists.publish();
    return ended;
  }

  private async end(
    transaction: Transaction,
    subscriberIds: readonly string[],
    as: Pick<NewDecision, 'state' | 'origin'>,
  ): Promise<void> {
    const known = await this.parts.repository.find(subscriberIds, transaction);
    const decisions = subscriberIds.flatMap((subscriberId) => {
      const own = known.filter((decision) => decision.subscriberId === subscriberId);
      const times = toTimes(own, this.clock.now().getTime());
      const states = toStates(own, times.effectiveFrom);
      const given = ALL_KEYS.filter((key) => isValid(states.get(toDecisionKey(key))!));
      const shared = { ...newSubmission(), ...NOTHING_SHOWN, ...times, ...as, subscriberId };
      return given.map((key) => toNewDecision({ ...shared, ...key }));
    });
    await this.record(transaction, decisions);
  }

  /** Why nobody may say yes for some of these lines. */
  private async findBlocks(
    transaction: Transaction,
    subscriberIds: readonly string[],
  ): Promise<ReadonlyMap<string, GrantBlock>> {
    const changed = await this.parts.absences.findSimChanged(transaction, subscriberIds);
    const holders = await this.parts.lines.findHolders(subscriberIds);
    const minors = holders.filter(({ isDeclaredMinor }) => isDeclaredMinor);
    return new Map<string, GrantBlock>([
      ...[...changed].map((id) => [id, 'SIM_CHANGED'] as const),
      ...minors.map(({ subscriberId }) => [subscriberId, 'USER_UNDER_18'] as const),
    ]);
  }
}

const NO_BLOCKS: ReadonlyMap<string, GrantBlock> = new Map();
const NOTHING_SHOWN = { noticeServedId: null, evidence: null } as const;
