import { Inject, Injectable } from '@nestjs/common';
import { type AuditLog, CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { newSubmission, toDecisionEntryName } from '../decisions/reference';
import { isPauseLine, type JournalLine, type PauseLine } from '../journal/journal-line';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { AbsencesRepository, type NewAbsence } from './absences.repository';
import { PauseTooLong } from './absences.errors';
import {
  findPauseEnd,
  findSimBlockEnd,
  isAbsent,
  LONGEST_PAUSE_HOURS,
  type PanelTimes,
  SIM_CHANGE_MS,
} from './domain/is-absent';
import { toPauseFacts } from './domain/to-pause-facts';

export type { NewAbsence as KnownAbsence };

const HOUR_MS = 3_600_000;
/** Days live at most 48 h after they end: older changes of SIM card concern none of them. */
const LIVING_MS = 5 * 24 * HOUR_MS;
/** Older changes of SIM card are not noted: nobody issues panels of days that long ago any more. */
const NOTED_MS = 400 * 24 * HOUR_MS;
const BEFORE_ALL = 0;

export const ABSENCE_PARTS = Symbol('ABSENCE_PARTS');
export interface AbsenceParts {
  readonly repository: AbsencesRepository;
  readonly journal: JournalService;
  readonly lines: LinesService;
  readonly stopLists: StopListsService;
  readonly audit: AuditLog;
}

/** When the line of a change of SIM card changed, ms since 1970. */
export interface SimChange {
  readonly subscriberId: string;
  readonly changedAt: number;
}

/** Whether a line stays out of a panel. */
export type IsAbsent = (subscriberId: string, times: PanelTimes) => boolean;

/** Lines that stand out for a time while their consent stays as it is. */
@Injectable()
export class AbsencesService {
  constructor(
    @Inject(ABSENCE_PARTS) private readonly parts: AbsenceParts,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Pauses lines from now for whole hours; kept in the journal and on the stop lists of all that lives, as a withdrawal is. Never
   * refused for any other reason than its length.
   *
   * @throws PauseTooLong
   */
  async pause(subscriberIds: readonly string[], hours: number): Promise<{ reference: string }> {
    if (!Number.isInteger(hours) || hours < 1 || hours > LONGEST_PAUSE_HOURS) throw new PauseTooLong();
    const shared = newSubmission();
    await this.transactions.run(async (transaction) => {
      await this.parts.lines.lock(transaction, subscriberIds);
      const from = this.clock.now().getTime();
      const lines = subscriberIds.map((subscriberId): PauseLine => {
        return { kind: 'pause', ...shared, subscriberId, from, until: from + hours * HOUR_MS };
      });
      await this.parts.journal.keep(transaction, lines);
      await this.apply(transaction, lines, 'page');
    });
    await this.parts.stopLists.publish().catch(() => undefined); // the sweeper publishes what could not be published here
    return { reference: shared.reference };
  }

  /** Ends a pause before its time. Days under way stay without the line; it returns with the next panel. */
  async resume(subscriberIds: readonly string[]): Promise<void> {
    const at = this.clock.now();
    await this.transactions.run(async (transaction) => {
      const ended = await this.parts.repository.endPauses(transaction, subscriberIds, at);
      await this.parts.audit.append(
        transaction,
        ended.map(({ reference, subscriberId }) => ({
          ...{ kind: 'pause-ended', at, subject: subscriberId },
          content: { reference, line: subscriberId },
        })),
      );
    });
  }

  /** Pauses of the journal that this database does not hold, unless they are over. @returns how many */
  async replay(lines: readonly JournalLine[]): Promise<number> {
    const now = this.clock.now().getTime();
    const lasting = lines.filter(isPauseLine).filter(({ until }) => until > now);
    if (lasting.length === 0) return 0;
    return this.transactions.run((transaction) => this.apply(transaction, lasting, 'journal'));
  }

  /**
   * Changes of SIM card stop the days that live; the line returns to the first panel after 72 hours.
   *
   * @returns those that were not known, with the 72 hours in which nobody could say yes
   */
  async noteSimChanges(transaction: Transaction, changes: readonly SimChange[]): Promise<readonly NewAbsence[]> {
    const now = this.clock.now().getTime();
    const absences = changes
      .filter(({ changedAt }) => changedAt > now - NOTED_MS)
      .map(({ subscriberId, changedAt }): NewAbsence => {
        const times = { from: changedAt, until: changedAt + SIM_CHANGE_MS };
        return { ...newSubmission(), subscriberId, kind: 'sim-change', ...times };
      });
    const added = await this.parts.repository.add(transaction, absences);
    await this.parts.stopLists.stop(
      transaction,
      added.filter(({ until }) => until > now - LIVING_MS),
    );
    return added;
  }

  /** Everything known of lines, newest first. */
  find(subscriberIds: readonly string[]): Promise<NewAbsence[]> {
    return this.parts.repository.find(subscriberIds, BEFORE_ALL);
  }

  /** As {@link find}, with the instant until which any of these lines is paused; undefined: none is. */
  async findWithPauseEnd(
    subscriberIds: readonly string[],
  ): Promise<{ known: readonly NewAbsence[]; pauseEnd: number | undefined }> {
    const known = await this.find(subscriberIds);
    return { known, pauseEnd: findPauseEnd(known, this.clock.now().getTime()) };
  }

  /** Answers for many lines at once, for panels of days that begin at `since` or later. */
  async findAbsent(subscriberIds: readonly string[], since: number): Promise<IsAbsent> {
    const byLine = new Map<string, NewAbsence[]>();
    for (const absence of await this.parts.repository.find(subscriberIds, since))
      byLine.set(absence.subscriberId, [...(byLine.get(absence.subscriberId) ?? []), absence]);
    return (subscriberId, times) => isAbsent(byLine.get(subscriberId) ?? [], times);
  }

  /** Answers for many lines at once whether a pause touches a span that begins at `since` or later (ms since 1970). */
  async findPaused(
    subscriberIds: readonly string[],
    since: number,
  ): Promise<(subscriberId: string, span: { readonly from: number; readonly until: number }) => boolean> {
    const byLine = new Map<string, NewAbsence[]>();
    for (const absence of await this.parts.repository.find(subscriberIds, since))
      if (absence.kind === 'pause')
        byLine.set(absence.subscriberId, [...(byLine.get(absence.subscriberId) ?? []), absence]);
    return (subscriberId, { from, until }) =>
      (byLine.get(subscriberId) ?? []).some((pause) => pause.from < until && pause.until > from);
  }

  /** Which of these lines changed their SIM card within 72 hours. */
  async findSimChanged(transaction: Transaction, subscriberIds: readonly string[]): Promise<ReadonlySet<string>> {
    const now = this.clock.now().getTime();
    const isBlocked = await this.findSimBlocks(transaction, subscriberIds, now);
    return new Set(subscriberIds.filter((subscriberId) => isBlocked(subscriberId, now)));
  }

  /** Answers for many lines at once whether an instant, `since` or later (ms since 1970), lies within 72 hours of a change of SIM card. */
  async findSimBlocks(
    transaction: Transaction,
    subscriberIds: readonly string[],
    since: number,
  ): Promise<(subscriberId: string, instant: number) => boolean> {
    const byLine = new Map<string, NewAbsence[]>();
    for (const absence of await this.parts.repository.find(subscriberIds, since, transaction))
      byLine.set(absence.subscriberId, [...(byLine.get(absence.subscriberId) ?? []), absence]);
    return (subscriberId, instant) => findSimBlockEnd(byLine.get(subscriberId) ?? [], instant) !== undefined;
  }

  private async apply(
    transaction: Transaction,
    lines: readonly PauseLine[],
    origin: 'page' | 'journal',
  ): Promise<number> {
    const pauses = lines.map((line): NewAbsence => ({ ...line, kind: 'pause' }));
    const added = await this.parts.repository.add(transaction, pauses);
    await this.parts.stopLists.stop(transaction, added);
    const at = this.clock.now();
    await this.parts.audit.append(
      transaction,
      added.map((pause) => ({
        ...{ kind: 'decision', at, about: toDecisionEntryName(pause.submissionId, pause.subscriberId) },
        ...{ subject: pause.subscriberId, content: toPauseFacts(pause, origin) },
      })),
    );
    return added.length;
  }
}
