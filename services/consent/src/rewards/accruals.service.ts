import { Injectable } from '@nestjs/common';
import { DATA_KINDS, type Day, endOfDay, startOfDay, type TimeZone } from '@passant/contracts';
import { AbsencesService } from '../absences/absences.service';
import { DecisionsService } from '../decisions/decisions.service';
import { type LineFacts, LinesService } from '../registry/lines.service';
import { accrue, type Earned } from './domain/accrue';
import type { Plan } from './domain/plan';

export type AccruingLine = LineFacts & { readonly subscriberId: string };

export interface AccrualQuestion {
  readonly timeZone: TimeZone;
  /** Local days, each once; only days that are over. */
  readonly days: readonly Day[];
  readonly plans: readonly Plan[];
}

/** What lines earned on days: worked out from their decisions when it is asked for. */
@Injectable()
export class AccrualsService {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly absences: AbsencesService,
    private readonly lines: LinesService,
  ) {}

  /**
   * A day earns where the line could be in a panel, a yes held from its first to its last instant, and nobody had paused. A change of SIM card
   * takes nothing away: consent stands, and the person did not ask for it.
   */
  async find(
    lines: readonly AccruingLine[],
    { timeZone, days, plans }: AccrualQuestion,
  ): Promise<ReadonlyMap<string, readonly Earned[]>> {
    const ids = lines.map(({ subscriberId }) => subscriberId);
    const spans = new Map(
      days.map((day) => [day, { from: startOfDay(day, timeZone), until: endOfDay(day, timeZone) }]),
    );
    const since = Math.min(...[...spans.values()].map(({ from }) => from));
    const lasts = await this.decisions.findLasting(ids, DATA_KINDS);
    const isPaused = await this.absences.findPaused(ids, since);
    return new Map(
      lines.map((line) => [
        line.subscriberId,
        accrue(days, plans, (day, dataKind) => {
          const span = spans.get(day)!;
          // Who was declared under 18 has no yes from then on; before, they had.
          const couldCount = this.lines.isEligible({ ...line, isDeclaredMinor: false }, day);
          return couldCount && lasts(line.subscriberId, dataKind, span) && !isPaused(line.subscriberId, span);
        }),
      ]),
    );
  }
}
