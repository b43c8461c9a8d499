import { Injectable } from '@nestjs/common';
import { dayClosed, FREQUENCY_BINS, type MarketId, type Month, type ZonePlanId } from '@passant/contracts';
import { CountMonthService } from '../months/count-month.service';
import { DeleteMarksService } from '../months/delete-marks.service';
import { PlansService, type Plan } from '../plans/plans.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { toFigures } from '../transform/transform.service';
import type { ClaimedMonth } from './close';
import { ClosesOutside } from './closes-outside';
import { CloseNotReady, LeaseLost, NoDayMeasured, StopListGrew } from './closes.errors';
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
    const plan = await this.getPlan(close.planId);
    return { plan, hours: [], read: (signal) => this.read(close, signal) };
  }

  /** @throws CloseNotReady, LeaseLost, NoDayMeasured, MarksMissing, MarksAltered, EngineFailed */
  private async read({ market, period: month, clearedNumber }: ClaimedMonth, signal: AbortSignal): Promise<ReadPeriod> {
    const { deadlines, counting, deletion } = this.sources;
    const deadline = await this.findDeadline(market, month);
    if (mayWaitForDays(deadline, this.now()) && (await deadlines.hasOpenDay(market, month)))
      throw new CloseNotReady('DAYS_OPEN');
    const over = await deadlines.findPlan(market, month);
    if (!over) throw new NoDayMeasured();
    const plan = await this.getPlan(over.planId);
    const stopList = await this.stopLists.getNewest(market, month);
    if (stopList.number < clearedNumber) throw new CloseNotReady('STOP_LIST_MISSING');
    const stopped = stopList.pseudonyms['return-visits'];
    const zones = plan.zones.length;
    const counts = await counting.count({ market, month, planId: over.planId, zones, stopped }, signal);
    return {
      plan,
      daysCounted: over.days,
      exact: (_, group) => toFigures(counts, { group, rows: zones, columns: FREQUENCY_BINS.length }),
      stopListNumber: stopList.number,
      lock: async (transaction) => {
        if (deadline <= this.now()) throw new CloseNotReady('DEADLINE_PASSED');
        const newest = await this.stopLists.lockNumber(transaction, market, month);
        if (newest > stopList.number) throw new StopListGrew();
      },
      settle: async (transaction) => {
        await deadlines.setCounted(transaction, { market, month }, over);
        await this.stopLists.forget(transaction, market, month);
        await deletion.end(transaction, { market, month });
        await this.outside.jobs.add(transaction, dayClosed, { market, period: month });
      },
      clear: () => deletion.burn({ market, month }),
    };
  }

  /** In ms. @throws LeaseLost where the month has ended meanwhile */
  private async findDeadline(market: MarketId, month: Month): Promise<number> {
    const [facts] = await this.sources.deadlines.findOpenMonths({ market, month });
    if (!facts) throw new LeaseLost();
    return toMonthDeadline(facts);
  }

  private async getPlan(planId: ZonePlanId): Promise<Plan> {
    const plan = await this.sources.plans.find(planId);
    if (!plan) throw new CloseNotReady('ZONE_PLAN_MISSING');
    return plan;
  }

  private now(): number {
    return this.outside.clock.now().getTime();
  }
}
