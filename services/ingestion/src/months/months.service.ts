import { Inject, Injectable } from '@nestjs/common';
import {
  daysOf,
  endOfDay,
  type MarketId,
  type Month,
  monthCompleted,
  monthSchema,
  type TimeZone,
  type ZonePlanId,
} from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import { DaysService } from '../days/days.service';
import { ZonePlansService } from '../zone-plans/zone-plans.service';
import { decideMonth } from './domain/decide-month';
import { MonthInvalid, MonthNotOver, MonthNotReady, MonthUnknown } from './month.errors';
import { type MonthRecord, MonthsRepository } from './months.repository';

export type { MonthRecord } from './months.repository';

/** What a completion needs to know of the month. */
@Injectable()
export class MonthSurroundings {
  constructor(
    readonly days: DaysService,
    readonly zonePlans: ZonePlansService,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/** Says when all days of a month were handed over, so that return visits can be counted over them. */
@Injectable()
export class MonthsService {
  constructor(
    private readonly repository: MonthsRepository,
    private readonly around: MonthSurroundings,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Tells anonymisation to count the return visits of a month, under the newest plan, once; a repeat gives what was decided then.
   * @throws MonthInvalid, MonthUnknown, MonthNotOver, MonthNotReady, ZonePlanMissing
   */
  async complete(market: MarketId, month: string, staffId: string): Promise<MonthRecord> {
    const parsed = monthSchema.safeParse(month);
    if (!parsed.success) throw new MonthInvalid();
    const known = await this.repository.find(market, parsed.data);
    if (known) return known;
    const plan = await this.around.zonePlans.getCurrent(market);
    const times = { now: this.around.clock.now().getTime(), end: endOfMonth(parsed.data, plan.market.timeZone) };
    const decision = decideMonth(await this.around.days.findOfMonth(market, parsed.data), times);
    if (decision.kind === 'refused') {
      if (decision.why === 'not-over') throw new MonthNotOver(month, times.end);
      if (decision.why === 'not-completed') throw new MonthNotReady(month, decision.day);
      throw new MonthUnknown(month);
    }
    return this.save({
      market,
      month: parsed.data,
      planId: plan.id as ZonePlanId,
      completedBy: staffId,
      completedAt: this.around.clock.now(),
    });
  }

  find(market: string, month: string): Promise<MonthRecord | null> {
    return this.repository.find(market, month);
  }

  private async save(record: MonthRecord & { market: MarketId; month: Month; planId: ZonePlanId }) {
    const { market, month, planId } = record;
    await this.repository.inTransaction(async (tx) => {
      if (await this.repository.insert(tx, record)) await this.jobs.add(tx, monthCompleted, { market, month, planId });
    });
    return (await this.repository.find(market, month))!;
  }
}

/** Milliseconds since 1970. */
const endOfMonth = (month: Month, timeZone: TimeZone): number => endOfDay(daysOf(month).at(-1)!, timeZone);
