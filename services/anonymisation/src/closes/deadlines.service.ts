import { Injectable } from '@nestjs/common';
import { dayClosed, type MarketId, type Month } from '@passant/contracts';
import { DeleteMarksService } from '../months/delete-marks.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { ClosesOutside } from './closes-outside';
import { DeadlinesRepository } from './deadlines.repository';
import { toMonthDeadline } from './domain/month-deadline';

/** Rows and keys of a day without a panel die this long after it was completed. */
const UNKNOWN_AFTER_HOURS = 48;

/** Ends days and months whose deadline has passed, released or not: nothing may outlive it. */
@Injectable()
export class DeadlinesService {
  constructor(
    private readonly deadlines: DeadlinesRepository,
    private readonly stopLists: StopListsService,
    private readonly marks: DeleteMarksService,
    private readonly outside: ClosesOutside,
  ) {}

  /** Returns how many were ended. */
  async abandonOverdue(): Promise<number> {
    const ended = (await this.abandonDays()) + (await this.abandonMonths());
    await this.marks.sweep();
    return ended;
  }

  private abandonDays(): Promise<number> {
    const now = this.outside.clock.now();
    return this.outside.transactions.run(async (transaction) => {
      const days = await this.deadlines.abandonDays(transaction, { now, unknownAfterHours: UNKNOWN_AFTER_HOURS });
      for (const { market, day } of days) {
        await this.marks.discard(transaction, market, day);
        await this.outside.jobs.add(transaction, dayClosed, { market, period: day });
      }
      await this.stopLists.forgetEnded(transaction);
      return days.length;
    });
  }

  private async abandonMonths(): Promise<number> {
    const now = this.outside.clock.now();
    const open = await this.deadlines.findOpenMonths();
    const overdue = open.filter((month) => toMonthDeadline(month) <= now.getTime());
    let ended = 0;
    for (const { market, month } of overdue) if (await this.abandonMonth(market, month, now)) ended += 1;
    return ended;
  }

  private abandonMonth(market: MarketId, month: Month, now: Date): Promise<boolean> {
    return this.outside.transactions.run(async (transaction) => {
      await this.stopLists.lockNumber(transaction, market, month);
      if (!(await this.deadlines.abandonMonth(transaction, market, month, now))) return false;
      await this.stopLists.forget(transaction, market, month);
      await this.marks.end(transaction, { market, month });
      await this.outside.jobs.add(transaction, dayClosed, { market, period: month });
      return true;
    });
  }
}
