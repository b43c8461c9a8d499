import { Inject, Injectable } from '@nestjs/common';
import type { BatchId, JobPayload, MarketId, segmentConsumed } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transaction';
import { DayEndsService } from '../days/day-ends.service';
import { type DayOverview, DaysService } from '../days/days.service';
import { BatchEnds } from './batch-ends.service';
import { BatchRefused } from './batch.errors';
import { BatchesRepository, type BatchRecord } from './batches.repository';
import { addUp, type Counters, type DayCounters } from './domain/count-outcomes';

const MOST_BATCHES = 500;
const LONGEST_LIFE_MS = 48 * 3_600_000;

export interface BatchOverview {
  readonly batch: BatchRecord;
  readonly counters: Counters;
  readonly byDay: readonly DayCounters[];
  readonly quarantine: readonly {
    readonly reason: string;
    readonly count: number;
    readonly lines: readonly number[];
  }[];
}

export interface DayIntake {
  readonly day: DayOverview;
  readonly counters: Counters;
  readonly batchIds: readonly string[];
}

/** Uploads hold numbers: they live 48 h at most, whatever their batch waits for. */
@Injectable()
export class BatchExpiry {
  constructor(
    private readonly repository: BatchesRepository,
    private readonly ends: BatchEnds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async sweep(longestLifeMs: number): Promise<void> {
    const before = new Date(this.clock.now().getTime() - longestLifeMs);
    for (const id of await this.repository.findUnendedBefore(before)) {
      const claim = await this.repository.claim(id as BatchId);
      if (claim.kind === 'ended' || claim.kind === 'busy') continue;
      const why = 'The file waited longer than 48 hours and was deleted. Nothing of it was taken.';
      await this.ends.refuse(claim.batch, new BatchRefused('EXPIRED', why));
    }
    await this.ends.deleteStrayUploads(before);
  }
}

/** What staff see of batches and days, and what others tell about them. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly repository: BatchesRepository,
    private readonly days: DaysService,
    private readonly dayEnds: DayEndsService,
    private readonly ends: BatchExpiry,
  ) {}

  async find(id: string): Promise<BatchOverview | null> {
    const batch = await this.repository.find(id);
    return batch && (await this.toOverviews([batch]))[0]!;
  }

  /** The newest batches first. */
  async findAll(market?: string): Promise<BatchOverview[]> {
    return this.toOverviews(await this.repository.findAll(market, MOST_BATCHES));
  }

  async findDay(market: string, day: string): Promise<DayIntake | null> {
    const found = await this.days.find(market, day);
    return found && (await this.toIntakes(market, [found]))[0]!;
  }

  async findDays(market: string): Promise<DayIntake[]> {
    return this.toIntakes(market, await this.days.findAll(market));
  }

  /** @throws DaysInvalid, DayNotReady, ZonePlanMissing */
  async completeDays(market: MarketId, days: readonly string[]): Promise<DayIntake[]> {
    await this.dayEnds.complete(market, days);
    const completed = (await this.days.findAll(market)).filter(({ day }) => days.includes(day));
    return this.toIntakes(market, completed);
  }

  /** Anonymisation is done with the segments of a batch and day, and found rows that another batch had as well. */
  async consume(tx: Transaction, consumed: JobPayload<typeof segmentConsumed>): Promise<void> {
    await this.repository.moveDuplicates(tx, consumed, consumed.duplicates);
    await this.dayEnds.dropSegments(tx, { market: consumed.market, day: consumed.day, batchId: consumed.batchId });
  }

  /** Ends what outlived its time: days past their deadline, files that never came to an end. */
  async sweep(): Promise<void> {
    await this.dayEnds.sweep();
    await this.ends.sweep(LONGEST_LIFE_MS);
  }

  private async toOverviews(batches: readonly BatchRecord[]): Promise<BatchOverview[]> {
    const ids = batches.map(({ id }) => id);
    const [counters, quarantine] = await Promise.all([
      this.repository.findCounters(ids),
      this.repository.findQuarantine(ids),
    ]);
    return batches.map((batch) => {
      const byDay = counters.filter(({ batchId }) => batchId === batch.id);
      return {
        batch,
        byDay,
        counters: addUp(byDay),
        quarantine: quarantine.filter(({ batchId }) => batchId === batch.id),
      };
    });
  }

  private async toIntakes(market: string, days: readonly DayOverview[]): Promise<DayIntake[]> {
    const all = await this.repository.findCountersOfDays(
      market,
      days.map(({ day }) => day),
    );
    return days.map((day) => {
      const ofDay = all.filter((counters) => counters.day === day.day);
      return { day, counters: addUp(ofDay), batchIds: ofDay.map(({ batchId }) => batchId) };
    });
  }
}
