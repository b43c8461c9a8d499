import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  dayCompleted,
  type DayManifest,
  dayManifestSchema,
  type Day,
  daySchema,
  type MarketId,
  type ZonePlanId,
} from '@passant/contracts';
import { CLOCK, type Clock, Jobs, ObjectStores, sealBytes } from '@passant/platform';
import type { Transaction } from '../database/transaction';
import { SEALS, type Seals } from '../seals';
import { ZonePlansService } from '../zone-plans/zone-plans.service';
import type { IntakeDayEntity } from './day.entities';
import { DayNotReady, DaysInvalid } from './day.errors';
import { DaysRepository } from './days.repository';
import { decideCompletion } from './domain/day-state';
import { toDayKey } from './domain/to-object-key';

const MOST_DAYS = 1000;

/** What lies outside this process: queue, files, keys. */
@Injectable()
export class DayEndsOutside {
  constructor(
    readonly jobs: Jobs,
    readonly stores: ObjectStores,
    @Inject(SEALS) readonly seals: Seals,
  ) {}
}

/** Hands days over to anonymisation, and ends them: consumed, closed, or past their deadline. */
@Injectable()
export class DayEndsService {
  constructor(
    private readonly repository: DaysRepository,
    private readonly zonePlans: ZonePlansService,
    private readonly outside: DayEndsOutside,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * These days take no more rows; each is handed over with a sealed manifest of its segments. Days completed before are left
   * as they are. Nothing happens where one of them is not ready.
   *
   * @throws DaysInvalid, DayNotReady, ZonePlanMissing
   */
  async complete(market: MarketId, days: readonly string[]): Promise<void> {
    if (days.length > MOST_DAYS || !days.every((day) => daySchema.safeParse(day).success)) throw new DaysInvalid();
    const sorted = [...new Set(days)].sort();
    await this.repository.inTransaction(async (tx) => {
      for (const day of sorted) await this.decide(tx, market, day);
    });
    for (const day of sorted) {
      await this.repository.inTransaction(async (tx) => {
        const row = await this.decide(tx, market, day);
        if (row) await this.handOver(tx, row);
      });
    }
  }

  /** Anonymisation has read all segments of a batch and day for the last time. */
  async dropSegments(tx: Transaction, of: { market: string; day: string; batchId: string }): Promise<void> {
    const segments = await this.repository.findSegments(tx, of);
    for (const { file } of segments) await this.outside.stores.of('segments').delete(file.objectKey);
    await this.repository.deleteSegments(tx, of);
  }

  /** Every table of the day is measured or abandoned: nothing of it is kept but that it was. */
  async close(tx: Transaction, market: MarketId, day: Day): Promise<void> {
    await this.endDay(tx, await this.repository.lockOne(tx, market, day), 'CLOSED');
  }

  /** Ends days past their deadline, measured or not; gives how many. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const due = await this.repository.findPastDeadline(now);
    for (const { market, day } of due) {
      await this.repository.inTransaction(async (tx) => {
        await this.endDay(tx, await this.repository.lockOne(tx, market, day), 'EXPIRED');
      });
    }
    return due.length;
  }

  private async decide(tx: Transaction, market: MarketId, day: string): Promise<IntakeDayEntity | undefined> {
    const [row] = await this.repository.lock(tx, market, [day]);
    const held = row !== undefined && (await this.repository.isHeld(tx, market, day));
    const decision = decideCompletion(row && { ...row, hasPanel: row.panel !== null, held });
    if (decision === 'already') return undefined;
    if (decision !== 'complete') throw new DayNotReady(day, decision);
    return row;
  }

  private async handOver(tx: Transaction, row: IntakeDayEntity): Promise<void> {
    const market = row.market as MarketId;
    const planId = (row.planId ?? (await this.zonePlans.getCurrent(market)).id) as ZonePlanId;
    const segments = await this.repository.findSegments(tx, { market, day: row.day });
    const manifest: DayManifest = dayManifestSchema.parse({
      format: 'day-manifest/2',
      market,
      day: row.day,
      planId,
      segments: segments.map(({ id, ...segment }) => ({ ...segment, segmentId: id })),
    });
    const sealed = await sealBytes(this.outside.seals.anonymisation, Buffer.from(JSON.stringify(manifest)));
    const objectKey = `${toDayKey(market, row.day)}manifest-${randomUUID()}.sealed`;
    const check = await this.outside.stores.of('segments').put(objectKey, sealed);
    await this.repository.update(tx, row, { state: 'COMPLETED', completedAt: this.clock.now(), planId });
    await this.outside.jobs.add(tx, dayCompleted, { market, day: row.day as Day, planId, manifest: check });
  }

  private async endDay(tx: Transaction, row: IntakeDayEntity, state: 'CLOSED' | 'EXPIRED'): Promise<void> {
    if (row.state === 'CLOSED' || row.state === 'EXPIRED') return;
    await this.outside.stores.of('segments').deleteAll(toDayKey(row.market, row.day));
    await this.repository.deleteSegments(tx, { market: row.market, day: row.day });
    await this.repository.update(tx, row, { state, panel: null, stopList: null, endedAt: this.clock.now() });
  }
}
