import { Inject, Injectable } from '@nestjs/common';
import type { DataKind, Purpose, TimeZone } from '@passant/contracts';
import { AbsencesService, type KnownAbsence } from '../absences/absences.service';
import { DeclarationsService, type LineUser } from '../declarations/declarations.service';
import { type ConsentState, DecisionsService, isAllowed, type RecordedDecision } from '../decisions/decisions.service';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { type Effect, StopListsService } from '../stop-lists/stop-lists.service';

/** What the page shows of the lines behind one number. */
export interface LineView {
  readonly timeZone: TimeZone;
  stateOf(purpose: Purpose, dataKind: DataKind): ConsentState;
  allows(purpose: Purpose, dataKind: DataKind): boolean;
  /** When a yes ends by itself; null where there is none, or no end. */
  endOf(purpose: Purpose, dataKind: DataKind): Date | null;
  /** When the no that stands took effect; null where none stands. */
  effectOf(purpose: Purpose, dataKind: DataKind): Effect | null;
  readonly anythingAllowed: boolean;
  /** Nobody has answered anything yet: neither yes nor no, nor "not now". */
  readonly isUnanswered: boolean;
  readonly pausedUntil: Date | null;
  readonly user: LineUser;
  /** Newest first; one entry a submission, purpose and state, and one a pause. */
  readonly history: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly reference: string;
  readonly decidedAt: Date;
  readonly about:
    | { readonly purpose: Purpose; readonly dataKinds: readonly DataKind[]; readonly state: ConsentState }
    | { readonly pausedUntil: Date };
  /** null for what is no "no". */
  readonly effect: Effect | null;
}

const LONGEST_HISTORY = 40;
/** Nobody's answer: there is nothing to take effect. */
const UNANSWERED: readonly ConsentState[] = ['unknown', 'requested', 'deferred'];

export const LINE_VIEW_PARTS = Symbol('LINE_VIEW_PARTS');
export interface LineViewParts {
  readonly decisions: DecisionsService;
  readonly stopLists: StopListsService;
  readonly lines: LinesService;
  readonly markets: MarketsService;
  readonly absences: AbsencesService;
  readonly declarations: DeclarationsService;
}

type Draft = Omit<HistoryEntry, 'effect'> & { readonly submissionId: string; readonly isNo: boolean };

@Injectable()
export class LineViewService {
  constructor(@Inject(LINE_VIEW_PARTS) private readonly parts: LineViewParts) {}

  /** What is permitted now, and nothing else: all that a form is read against. */
  async getPermitted(subscriberIds: readonly string[]): Promise<Pick<LineView, 'allows'>> {
    const states = await this.parts.decisions.getStates(subscriberIds);
    return { allows: (purpose, dataKind) => isAllowed(states.get(`${purpose}/${dataKind}`)!) };
  }

  async get(subscriberIds: readonly string[]): Promise<LineView> {
    const [{ states, decisions }, timeZone, user, absences] = await Promise.all([
      this.parts.decisions.findWithStates(subscriberIds),
      this.findTimeZone(subscriberIds),
      this.parts.declarations.find(subscriberIds),
      this.parts.absences.findWithPauseEnd(subscriberIds),
    ]);
    const newestFirst = [...decisions].reverse();
    const drafts = toDrafts(newestFirst).concat(toPauseDrafts(absences.known));
    const effects = await this.parts.stopLists.describeEffects(
      new Map(drafts.filter(({ isNo }) => isNo).map(({ submissionId, decidedAt }) => [submissionId, decidedAt])),
    );
    const lastOf = (purpose: Purpose, dataKind: DataKind): RecordedDecision | undefined =>
      newestFirst.find((decision) => decision.purpose === purpose && decision.dataKind === dataKind);
    const stateOf = (purpose: Purpose, dataKind: DataKind): ConsentState => states.get(`${purpose}/${dataKind}`)!;
    const allows = (purpose: Purpose, dataKind: DataKind): boolean => isAllowed(stateOf(purpose, dataKind));
    return {
      timeZone,
      stateOf,
      allows,
      endOf: (purpose, dataKind) => {
        const end = allows(purpose, dataKind) ? lastOf(purpose, dataKind)?.expiresAt : null;
        return end ? new Date(end) : null;
      },
      effectOf: (purpose, dataKind) =>
        allows(purpose, dataKind) ? null : (effects.get(lastOf(purpose, dataKind)?.submissionId ?? '') ?? null),
      anythingAllowed: [...states.values()].some(isAllowed),
      isUnanswered: [...states.values()].every((state) => state === 'unknown' || state === 'requested'),
      pausedUntil: absences.pauseEnd === undefined ? null : new Date(absences.pauseEnd),
      user,
      history: drafts
        .sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime())
        .slice(0, LONGEST_HISTORY)
        .map(({ submissionId, isNo, ...entry }) => ({
          ...entry,
          effect: isNo ? (effects.get(submissionId) ?? null) : null,
        })),
    };
  }

  private async findTimeZone(subscriberIds: readonly string[]): Promise<TimeZone> {
    const [market] = await this.parts.lines.findMarkets(subscriberIds);
    const known = market && (await this.parts.markets.find(market));
    return known ? known.timeZone : ('UTC' as TimeZone);
  }
}

function toPauseDrafts(absences: readonly KnownAbsence[]): Draft[] {
  const pauses = absences.filter(({ kind }) => kind === 'pause');
  const bySubmission = new Map(pauses.map((pause) => [pause.submissionId, pause]));
  return [...bySubmission.values()].map(({ submissionId, reference, from, until }) => {
    const about = { pausedUntil: new Date(until) };
    return { submissionId, reference, decidedAt: new Date(from), about, isNo: true };
  });
}

/** One a submission, purpose and state. */
function toDrafts(newestFirst: readonly RecordedDecision[]): Draft[] {
  const drafts = new Map<string, { draft: Draft; dataKinds: DataKind[] }>();
  for (const { submissionId, reference, purpose, dataKind, state, decidedAt } of newestFirst) {
    const key = `${submissionId}/${purpose}/${state}`;
    const known = drafts.get(key);
    if (known) {
      if (!known.dataKinds.includes(dataKind)) known.dataKinds.unshift(dataKind);
      continue;
    }
    const dataKinds = [dataKind];
    const isNo = !isAllowed(state) && !UNANSWERED.includes(state);
    const about = { purpose, dataKinds, state };
    const draft = { submissionId, reference, decidedAt: new Date(decidedAt), about, isNo };
    drafts.set(key, { draft, dataKinds });
  }
  return [...drafts.values()].map(({ draft }) => draft);
}
