import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { monthOf, type Day, type MarketId, type ZonePlanId } from '@passant/contracts';
import type { Engine } from '@passant/engine';
import type { Transaction } from '../database/transactions';
import { MARKS_STRUCTURE, writeMarks } from '../transform/marks';
import { TransformService, type HashKey, type SegmentsToCount } from '../transform/transform.service';
import { MARK_SHARDS, toRowsAtMost, type MarkFile, type WrittenMarks } from './mark-file';
import { MarkFilesRepository } from './mark-files.repository';
import { MarkStore } from './mark-store';
import { MarksLost } from './months.errors';
import { countRows } from './sql/count-rows.sql';

const MARKS = /^marks-(\d+)\.native\.lz4$/;

/** A cleared day's rows of return visits, and whom to leave out. */
export interface DayToMark extends Omit<SegmentsToCount, 'hashKey'> {
  readonly market: MarketId;
  readonly day: Day;
  readonly planId: ZonePlanId;
  /** Of the month's stop list, whose return visits are among `stopped`. */
  readonly stopListNumber: number;
  readonly now: Date;
}

/** Turns a day's return visits into marks of its month: who was in which zone that day, and nothing else. */
@Injectable()
export class WriteMarksService {
  constructor(
    private readonly files: MarkFilesRepository,
    private readonly store: MarkStore,
    private readonly transform: TransformService,
  ) {}

  /**
   * Writes the marks of a day; they belong to the month only once {@link keep} has committed. Whoever calls this holds the
   * lease of the day's close.
   *
   * @throws ObjectMissing, ClaimCheckMismatch, SealBroken, MarksLost, EngineFailed
   */
  async write(day: DayToMark, signal: AbortSignal): Promise<WrittenMarks> {
    const month = { market: day.market, month: monthOf(day.day) };
    await this.files.doomPending(day.market, day.day);
    const segments = day.segments.filter(({ dataKind }) => dataKind === 'return-visits');
    const written = { ...month, day: day.day, stopListNumber: day.stopListNumber };
    if (segments.length === 0 || (await this.files.hasEnded(month))) return { ...written, objectKeys: [] };
    const hashKey = await this.files.getKey(month, randomBytes(16));
    const objectKeys = await this.transform.eachPart(
      { ...day, segments },
      (engine) => this.writePart(engine, day, hashKey),
      signal,
    );
    return { ...written, objectKeys: objectKeys.flat() };
  }

  /**
   * Makes what was written part of the month, in the transaction that measures the day and holds the month's lock. Marks of a
   * month that has ended go nowhere. @throws MarksLost
   */
  async keep(transaction: Transaction, written: WrittenMarks): Promise<void> {
    if (await this.files.hasEnded(written, transaction)) await this.files.doom(transaction, written.objectKeys);
    else if (!(await this.files.keep(transaction, written.objectKeys))) throw new MarksLost();
  }

  private async writePart(engine: Engine, day: DayToMark, hashKey: HashKey): Promise<string[]> {
    const dayOfMonth = Number(day.day.slice(8));
    await writeMarks(engine, { ...day, hashKey, dayOfMonth, shards: MARK_SHARDS });
    const names = (await readdir(engine.directory)).filter((name) => MARKS.test(name));
    if (names.length === 0) return [];
    const source = engine.source('marks-*.native.lz4', 'Native', MARKS_STRUCTURE);
    const objectKeys: string[] = [];
    for (const { name, rows } of await engine.rows<{ name: string; rows: number }>(countRows(source))) {
      objectKeys.push(await this.store.write(engine, name, toFile(day, Number(MARKS.exec(name)![1]), rows)));
    }
    return objectKeys;
  }
}

const toFile = (day: DayToMark, shard: number, rows: number): Omit<MarkFile, 'objectKey'> => ({
  market: day.market,
  month: monthOf(day.day),
  day: day.day,
  shard,
  shards: MARK_SHARDS,
  planId: day.planId,
  stopListNumber: day.stopListNumber,
  rowsAtMost: toRowsAtMost(rows),
  heldSince: day.now,
});
