import { Injectable } from '@nestjs/common';
import { dayClosed, FREQUENCY_BINS } from '@passant/contracts';
import { CountMonthService } from '../months/count-month.service';
import { DeleteMarksService } from '../months/delete-marks.service';
import { PlansService, type Plan } from '../plans/plans.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { toFigures } from '../transform/transform.service';
import type { ClaimedMonth } from './close';
import { ClosesOutside } from './closes-outside';
import { CloseNotReady, StopListGrew } from './closes.errors';
import { DeadlinesRepository } from './deadlines.repository';
import { mayWaitForDays, toMonthDeadline } from './domain/month-deadline';
import type { OpenPeriod, ReadPeriod } from './open-period';

/** What a month is read with. */
@Injectable()
export class MonthSources {
  constructor(
    readonly plans: PlansService,
    readonly deadlines: DeadlinesRepository,
    readonly counting: CountMonthService,
    readonly deletion: DeleteMarksService,
  ) {}
}

/** Reads a cleared month: marks of its days in, people by days of the month out, without whoever is on its newest stop list. */
@Injectable()
export class ReadMonthService {
  constructor(
    private readonly sources: MonthSources,
    private readonly stopLists: StopListsService,
    private readonly outside: ClosesOutside,
  ) {}

  /** @throws CloseNotReady */
  async open(close: ClaimedMonth): Promise<OpenPeriod> {
    const plan = await this.sources.plans.find(close.planId);
    if (!plan) throw new CloseNotReady('ZONE_PLAN_MISSING');
    return { plan, hours: [], read: (signal) => this.read(close, plan, signal) };
  }

  /** @throws CloseNotReady, MarksMissing, MarksAltered, EngineFailed */
  private async read(close: ClaimedMonth, plan: Plan, signal: AbortSignal): Promise<ReadPeriod> {
    const { market, period: month, planId } = close;
    if (await this.isWaitingForDays(close)) throw new CloseNotReady('DAYS_OPEN');
    const stopList = await this.stopLists.getNewest(market, month);
    if (stopList.number < close.clearedNumber) throw new CloseNotReady('STOP_LIST_MISSING');
    const stopped = stopList.pseudonyms['return-visits'];
    const zones = plan.zones.length;
    const counts = await this.sources.counting.count({ market, month, planId, zones, stopped }, signal);
    return {
      exact: (_, group) => toFigures(counts, { group, rows: zones, columns: FREQUENCY_BINS.length }),
      stopListNumber: stopList.number,
      lock: async (transaction) => {
        const newest = await this.stopLists.lockNumber(transaction, market, month);
        if (newest > stopList.number) throw new StopListGrew();
      },
      settle: async (transaction) => {
        await this.stopLists.forget(transaction, market, month);
        await this.sources.deletion.end(transaction, { market, month });
        await this.outside.jobs.add(transaction, dayClosed, { market, period: month });
      },
      clear: () => this.sources.deletion.burn({ market, month }),
    };
  }

  /** All days that were announced are measured or ended, or it is too late to wait for them. */
  private async isWaitingForDays({ market, period: month }: ClaimedMonth): Promise<boolean> {
    const { deadlines } = this.sources;
    const [facts] = await deadlines.findOpenMonths({ market, month });
    const now = this.outside.clock.now().getTime();
    if (!facts || !mayWaitForDays(toMonthDeadline(facts), now)) return false;
    return deadlines.hasOpenDay(market, month);
  }
}
