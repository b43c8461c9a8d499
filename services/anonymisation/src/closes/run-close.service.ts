import { Inject, Injectable, Optional } from '@nestjs/common';
import { dayClosed, segmentConsumed } from '@passant/contracts';
import { CLOCK, Jobs, type Clock } from '@passant/platform';
import { Transactions, type Transaction } from '../database/transactions';
import { MeasuringService, type MeasuredTable } from '../releases/measuring.service';
import { PublishingService } from '../releases/publishing.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import type { ClaimedClose } from './close';
import { LeaseLost, StopListGrew } from './closes.errors';
import { ClosesRepository } from './closes.repository';
import { MEASUREMENT_OBSERVER, type MeasurementObserver } from './measurement-observer';
import { ReadDayService, type DayFrame, type ReadDay } from './read-day.service';

@Injectable()
export class Releasing {
  constructor(
    readonly measuring: MeasuringService,
    readonly publishing: PublishingService,
    readonly stopLists: StopListsService,
    @Optional() @Inject(MEASUREMENT_OBSERVER) readonly observer: MeasurementObserver | null,
  ) {}
}

@Injectable()
export class RunOutside {
  constructor(
    readonly transactions: Transactions,
    readonly jobs: Jobs,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/**
 * Closes a cleared day: read, count, then noise, measurements, ledger, releases and jobs in one transaction. Before its
 * commit a crash starts over; after it nothing is drawn again, only files are written again, byte by byte the same.
 */
@Injectable()
export class RunCloseService {
  constructor(
    private readonly closes: ClosesRepository,
    private readonly days: ReadDayService,
    private readonly releasing: Releasing,
    private readonly outside: RunOutside,
  ) {}

  /** @throws what {@link ReadDayService} throws; StopListGrew, LeaseLost, TableTooLarge, RhoCeilingExceeded */
  async run(close: ClaimedClose, signal: AbortSignal): Promise<void> {
    const frame = await this.days.getFrame(close);
    if (close.state !== 'MEASURED') await this.measure(close, frame, await this.days.read(close, frame, signal));
    await this.publish(close, frame);
  }

  private async measure(close: ClaimedClose, frame: DayFrame, read: ReadDay): Promise<void> {
    const observed = await this.outside.transactions.run((transaction) =>
      this.measureOnce(transaction, close, { frame, read }),
    );
    await this.releasing.observer?.observe(observed);
  }

  private async measureOnce(
    transaction: Transaction,
    close: ClaimedClose,
    { frame, read }: { frame: DayFrame; read: ReadDay },
  ): Promise<MeasuredTable[]> {
    const { market, day } = close;
    const { stopLists, measuring } = this.releasing;
    const newest = await stopLists.lockNumber(transaction, market, day);
    if (newest > read.stopListNumber) throw new StopListGrew();
    if (!(await this.closes.setMeasured(transaction, close))) throw new LeaseLost();
    const observed = await measuring.measure(transaction, {
      day,
      plan: frame.plan,
      hours: frame.window.hours,
      exact: read.table,
      stopListNumber: read.stopListNumber,
      now: this.outside.clock.now(),
    });
    await stopLists.forget(transaction, market, day);
    for (const batchId of read.batches) {
      const duplicates = read.duplicates.get(batchId) ?? 0;
      await this.outside.jobs.add(transaction, segmentConsumed, { market, day, batchId, duplicates });
    }
    await this.outside.jobs.add(transaction, dayClosed, { market, day });
    return observed;
  }

  /** Files first, then the jobs that lead to them. */
  private async publish(close: ClaimedClose, { plan, window }: DayFrame): Promise<void> {
    const written = await this.releasing.publishing.write(plan, close.day, window.hours);
    await this.outside.transactions.run(async (transaction) => {
      if (!(await this.closes.setClosed(transaction, close, this.outside.clock.now()))) return;
      await this.releasing.publishing.announce(transaction, written);
    });
  }
}
