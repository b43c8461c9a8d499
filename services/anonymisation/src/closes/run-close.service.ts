import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Transaction } from '../database/transactions';
import { GatesService } from '../gates/gates.service';
import { DrawnPeriods } from '../releases/drawn-periods';
import { MeasuringService, type MeasuredTable } from '../releases/measuring.service';
import { PublishingService } from '../releases/publishing.service';
import { isClaimedMonth, type ClaimedClose } from './close';
import { ClosesOutside } from './closes-outside';
import { LeaseLost } from './closes.errors';
import { DrawnBefore } from '../releases/releases.errors';
import { ClosesRepository } from './closes.repository';
import { MEASUREMENT_OBSERVER, type MeasurementObserver } from './measurement-observer';
import type { OpenPeriod, ReadPeriod } from './open-period';
import { ReadDayService } from './read-day.service';
import { ReadMonthService } from './read-month.service';

/** Whether a period may still be measured, and how it is read. */
@Injectable()
export class Reading {
  constructor(
    readonly days: ReadDayService,
    readonly months: ReadMonthService,
    readonly drawn: DrawnPeriods,
  ) {}
}

@Injectable()
export class Releasing {
  constructor(
    readonly measuring: MeasuringService,
    readonly publishing: PublishingService,
    readonly gates: GatesService,
    @Optional() @Inject(MEASUREMENT_OBSERVER) readonly observer: MeasurementObserver | null,
  ) {}
}

/**
 * Closes a cleared day or month: read, count, then noise, measurements, ledger, releases and jobs in one transaction. Before its
 * commit a crash starts over; after it nothing is drawn again, only files are written again, byte by byte the same.
 */
@Injectable()
export class RunCloseService {
  constructor(
    private readonly closes: ClosesRepository,
    private readonly reading: Reading,
    private readonly releasing: Releasing,
    private readonly outside: ClosesOutside,
  ) {}

  /** @throws what reading throws; DrawnBefore, StopListGrew, LeaseLost, MarksLost, TableTooLarge, BudgetExceeded, PolicyInvalid, ReleaseAltered */
  async run(close: ClaimedClose, signal: AbortSignal): Promise<void> {
    const period = isClaimedMonth(close) ? await this.reading.months.open(close) : await this.reading.days.open(close);
    if (close.state !== 'MEASURED') {
      await this.refuseSecondDraw(close);
      await this.measure(close, period, await period.read(signal));
    }
    await this.publish(close, period);
  }

  /** Not measured as far as the database knows. What it lost was spent all the same. */
  private async refuseSecondDraw(close: ClaimedClose): Promise<void> {
    const { drawn } = this.reading;
    await drawn.assertNotDrawn(close).catch(async (error: unknown) => {
      if (error instanceof DrawnBefore) await drawn.restoreLedger(close);
      throw error;
    });
  }

  private async measure(close: ClaimedClose, period: OpenPeriod, read: ReadPeriod): Promise<void> {
    const observed = await this.outside.transactions.run((transaction) =>
      this.measureOnce(transaction, close, { period, read }),
    );
    await read.clear();
    await this.releasing.observer?.observe(observed);
  }

  private async measureOnce(
    transaction: Transaction,
    close: ClaimedClose,
    { period, read }: { period: OpenPeriod; read: ReadPeriod },
  ): Promise<MeasuredTable[]> {
    await read.lock(transaction);
    if (!(await this.closes.setMeasured(transaction, close))) throw new LeaseLost();
    // Once more: an attempt of before may have got further than it could tell.
    await this.reading.drawn.assertNotDrawn(close);
    const observed = await this.releasing.measuring.measure(transaction, {
      period: close.period,
      plan: read.plan,
      hours: period.hours,
      exact: read.exact,
      stopListNumber: read.stopListNumber,
      daysCounted: read.daysCounted,
      now: this.outside.clock.now(),
      isObserved: Boolean(this.releasing.observer),
    });
    await read.settle(transaction);
    await this.reading.drawn.mark(transaction, close);
    return observed;
  }

  /** Files first, then the jobs that lead to them. */
  private async publish(close: ClaimedClose, { plan }: OpenPeriod): Promise<void> {
    const written = await this.releasing.publishing.write(plan, close.period);
    const judged = await this.releasing.gates.judge(written);
    await this.outside.transactions.run(async (transaction) => {
      if (!(await this.closes.setClosed(transaction, close, this.outside.clock.now()))) return;
      const admitted = await this.releasing.gates.admit(transaction, judged);
      await this.releasing.publishing.announce(transaction, admitted);
    });
  }
}
