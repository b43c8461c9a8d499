import { Injectable } from '@nestjs/common';
import type { ClaimCheck, MarketId, PanelId, ZonePlanId } from '@passant/contracts';
import { In, LessThanOrEqual, Like } from 'typeorm';
import { type Transaction, Transactions } from '../database/transaction';
import { DayHoldEntity, IntakeDayEntity, SegmentEntity } from './day.entities';
import { toShards } from './domain/day-state';

/** The hold of a batch that was not read yet: any day of its market. */
export const ANY_DAY = '*';

@Injectable()
export class DaysRepository {
  constructor(private readonly transactions: Transactions) {}

  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactions.run(work);
  }

  /** Makes the rows of days that a batch has rows of; plan and shards are those of the first batch. */
  async ensure(
    tx: Transaction,
    { market, planId, days }: { market: MarketId; planId: ZonePlanId; days: readonly { day: string; rows: number }[] },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO intake_day (market, day, plan_id, shards)
       SELECT $1, day, $2, shards FROM unnest($3::text[], $4::int[]) AS given (day, shards) ORDER BY day
       ON CONFLICT (market, day) DO UPDATE
       SET plan_id = coalesce(intake_day.plan_id, excluded.plan_id), shards = coalesce(intake_day.shards, excluded.shards)
       WHERE intake_day.state = 'OPEN' AND (intake_day.plan_id IS NULL OR intake_day.shards IS NULL)`,
      [market, planId, days.map(({ day }) => day), days.map(({ rows }) => toShards(rows))],
    );
  }

  /** The rows of these days, locked in one order for everybody; a day without a row is left out. */
  lock(tx: Transaction, market: string, days: readonly string[]): Promise<IntakeDayEntity[]> {
    return tx.find(IntakeDayEntity, {
      where: { market, day: In([...days]) },
      order: { day: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The row of a day, made where there is none, and locked. */
  async lockOne(tx: Transaction, market: string, day: string): Promise<IntakeDayEntity> {
    await tx.query('INSERT INTO intake_day (market, day) VALUES ($1, $2) ON CONFLICT DO NOTHING', [market, day]);
    return (await this.lock(tx, market, [day]))[0]!;
  }

  async update(tx: Transaction, { market, day }: IntakeDayEntity, change: Partial<IntakeDayEntity>): Promise<void> {
    await tx.update(IntakeDayEntity, { market, day }, change as object);
  }

  async setPanelRequested(tx: Transaction, market: string, days: readonly string[], at: Date): Promise<string[]> {
    const [rows]: [{ day: string }[], number] = await tx.query(
      `UPDATE intake_day SET panel_requested_at = $3
       WHERE market = $1 AND day = ANY ($2) AND panel_requested_at IS NULL RETURNING day`,
      [market, days, at],
    );
    return rows.map(({ day }) => day);
  }

  /** One panel of a market at a time: of two that come at once, neither would see that it is the last a batch waits for. */
  async lockPanels(tx: Transaction, market: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [`panels ${market}`]);
  }

  async setPanel(
    tx: Transaction,
    day: IntakeDayEntity,
    panel: { panelId: PanelId; panel: ClaimCheck; destroyBy: Date },
  ): Promise<void> {
    await this.update(tx, day, panel);
  }

  async replaceHolds(tx: Transaction, batchId: string, holds: readonly DayHoldEntity[]): Promise<void> {
    await tx.delete(DayHoldEntity, { batchId });
    if (holds.length > 0) await tx.insert(DayHoldEntity, [...holds]);
  }

  /** No join is under way for this batch; gives the days it held. */
  async resetHolds(tx: Transaction, batchId: string): Promise<string[]> {
    await tx.update(DayHoldEntity, { batchId }, { stopListNumber: null });
    const holds = await tx.findBy(DayHoldEntity, { batchId });
    return holds.map(({ day }) => day).filter((day) => day !== ANY_DAY);
  }

  async isHeld(tx: Transaction, market: string, day: string): Promise<boolean> {
    return (await tx.countBy(DayHoldEntity, { market, day: In([day, ANY_DAY]) })) > 0;
  }

  /** Batches that wait for the panel of this day and for no other. */
  async findReadyToJoin(tx: Transaction, market: string, day: string): Promise<string[]> {
    const rows: { batch_id: string }[] = await tx.query(
      `SELECT held.batch_id FROM day_hold AS held
       WHERE held.market = $1 AND held.day = $2 AND held.waiting AND NOT EXISTS (
         SELECT FROM day_hold AS other JOIN intake_day ON intake_day.market = other.market AND intake_day.day = other.day
         WHERE other.batch_id = held.batch_id AND intake_day.state = 'OPEN' AND intake_day.panel IS NULL)`,
      [market, day],
    );
    return rows.map((row) => row.batch_id);
  }

  /** Notes as acknowledged what no running batch is behind of; gives day and number. The days must be locked. */
  async acknowledge(
    tx: Transaction,
    market: string,
    days: readonly string[],
  ): Promise<{ day: string; stopListNumber: number }[]> {
    const [rows]: [{ day: string; stop_list_number: number }[], number] = await tx.query(
      `UPDATE intake_day SET acknowledged_number = stop_list_number
       WHERE market = $1 AND day = ANY ($2) AND acknowledged_number < stop_list_number AND NOT EXISTS (
         SELECT FROM day_hold WHERE day_hold.market = intake_day.market AND day_hold.day = intake_day.day
           AND day_hold.stop_list_number < intake_day.stop_list_number)
       RETURNING day, stop_list_number`,
      [market, days],
    );
    return rows.map((row) => ({ day: row.day, stopListNumber: row.stop_list_number }));
  }

  async insertSegments(tx: Transaction, segments: readonly SegmentEntity[]): Promise<void> {
    for (let from = 0; from < segments.length; from += 500) {
      await tx.insert(SegmentEntity, segments.slice(from, from + 500));
    }
  }

  findSegments(tx: Transaction, of: { market: string; day: string; batchId?: string }): Promise<SegmentEntity[]> {
    return tx.find(SegmentEntity, { where: of, order: { batchId: 'ASC', dataKind: 'ASC', shard: 'ASC' } });
  }

  async deleteSegments(tx: Transaction, of: { market: string; day: string; batchId?: string }): Promise<void> {
    await tx.delete(SegmentEntity, of);
  }

  findPastDeadline(now: Date): Promise<IntakeDayEntity[]> {
    return this.transactions.current.find(IntakeDayEntity, {
      where: { state: In(['OPEN', 'COMPLETED']), destroyBy: LessThanOrEqual(now) },
      order: { market: 'ASC', day: 'ASC' },
    });
  }

  findOne(market: string, day: string): Promise<IntakeDayEntity | null> {
    return this.transactions.current.findOneBy(IntakeDayEntity, { market, day });
  }

  /** The days of a month (`YYYY-MM`), and which of them a batch may still bring rows of. */
  async findOfMonth(market: string, month: string): Promise<{ day: IntakeDayEntity; isHeld: boolean }[]> {
    const [days, holds] = await Promise.all([
      this.transactions.current.find(IntakeDayEntity, {
        where: { market, day: Like(`${month}-%`) },
        order: { day: 'ASC' },
      }),
      this.transactions.current.findBy(DayHoldEntity, { market }),
    ]);
    const held = new Set(holds.map(({ day }) => day));
    return days.map((day) => ({ day, isHeld: held.has(day.day) || held.has(ANY_DAY) }));
  }

  findAll(market: string): Promise<IntakeDayEntity[]> {
    return this.transactions.current.find(IntakeDayEntity, { where: { market }, order: { day: 'ASC' } });
  }
}
