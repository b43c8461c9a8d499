import { Injectable } from '@nestjs/common';
import type { Day, MarketId, Month, ZonePlanId } from '@passant/contracts';
import { transaction as inTransaction } from '@passant/platform';
import { DataSource } from 'typeorm';
import { lockPeriod } from '../database/lock-period';
import { toHashKey } from '../database/to-hash-key';
import type { Transaction } from '../database/transactions';
import type { HashKey } from '../transform/transform.service';
import type { LiveMarkFile, MarketMonth, MarkFile } from './mark-file';
import { MarksLost } from './months.errors';

/** A file that nothing came to refer to in this time was left behind by a process that died. */
const LEFT_BEHIND = "interval '1 hour'";

const LIVE_COLUMNS = `object_key, market, month, day::text AS day, shard, shards, plan_id, stop_list_number,
  rows_at_most, sha256, held_since`;

/** Files of marks: which belong to their month, and which are to be deleted. */
@Injectable()
export class MarkFilesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The month's sampling key, drawn where it has none yet. */
  async getKey({ market, month }: MarketMonth, drawn: Buffer): Promise<HashKey> {
    await this.dataSource.query(
      'INSERT INTO return_visit_month (market, month, hash_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [market, month, drawn],
    );
    return (await this.findKey({ market, month }))!;
  }

  async findKey({ market, month }: MarketMonth): Promise<HashKey | undefined> {
    const [row] = await this.dataSource.query<{ hash_key: Buffer }[]>(
      'SELECT hash_key FROM return_visit_month WHERE market = $1 AND month = $2',
      [market, month],
    );
    return row && toHashKey(row.hash_key);
  }

  /** Before its first byte. */
  async register(file: MarkFile): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO return_visit_file
         (object_key, market, month, day, shard, shards, plan_id, stop_list_number, rows_at_most, state, held_since)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PENDING', $10)`,
      [
        ...[file.objectKey, file.market, file.month, file.day, file.shard, file.shards, file.planId],
        ...[file.stopListNumber, file.rowsAtMost, file.heldSince],
      ],
    );
  }

  /** After its last byte; false where the row is gone, and nobody would find the object again. */
  async setWritten(objectKey: string, sha256: string): Promise<boolean> {
    const [known] = await this.dataSource.query<[unknown[], number]>(
      'UPDATE return_visit_file SET sha256 = $2 WHERE object_key = $1 RETURNING 1',
      [objectKey, sha256],
    );
    return known.length > 0;
  }

  /** What an earlier attempt of the lease's holder wrote is for nothing. */
  async doomPending(market: MarketId, day: Day, transaction?: Transaction): Promise<void> {
    await (transaction ?? this.dataSource).query(
      `UPDATE return_visit_file SET state = 'DOOMED' WHERE market = $1 AND day = $2 AND state = 'PENDING'`,
      [market, day],
    );
  }

  /** What was written under an older stop list can no longer become part of the month. */
  async doomOlder({ market, month }: MarketMonth, stopListNumber: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE return_visit_file SET state = 'DOOMED'
       WHERE market = $1 AND month = $2 AND state = 'PENDING' AND stop_list_number < $3`,
      [market, month, stopListNumber],
    );
  }

  /** Makes files part of their month; false where one of them is no longer pending. */
  async keep(transaction: Transaction, objectKeys: readonly string[]): Promise<boolean> {
    const [kept] = await transaction.query<[unknown[], number]>(
      `UPDATE return_visit_file SET state = 'LIVE'
       WHERE object_key = ANY($1) AND state = 'PENDING' AND sha256 IS NOT NULL RETURNING 1`,
      [[...objectKeys]],
    );
    return kept.length === objectKeys.length;
  }

  async doom(transaction: Transaction, objectKeys: readonly string[]): Promise<void> {
    await transaction.query(`UPDATE return_visit_file SET state = 'DOOMED' WHERE object_key = ANY($1)`, [
      [...objectKeys],
    ]);
  }

  /**
   * Puts a file without the people on a newer list in another's place (or nothing, where nobody is left), one at a time in
   * a month. Where the other was replaced or ended meanwhile, the new one is doomed.
   *
   * @throws MarksLost
   */
  replace(old: MarkFile, replacement: string | undefined): Promise<void> {
    return inTransaction(this.dataSource, async (manager) => {
      await lockPeriod(manager, old.market, old.month);
      const [doomed] = await manager.query<[unknown[], number]>(
        `UPDATE return_visit_file SET state = 'DOOMED' WHERE object_key = $1 AND state = 'LIVE' RETURNING 1`,
        [old.objectKey],
      );
      if (replacement === undefined) return;
      if (doomed.length === 0) await this.doom(manager, [replacement]);
      else if (!(await this.keep(manager, [replacement]))) throw new MarksLost();
    });
  }

  /** Notes that nobody of a newer list is in these files. */
  raise(month: MarketMonth, objectKeys: readonly string[], stopListNumber: number): Promise<void> {
    return inTransaction(this.dataSource, async (manager) => {
      await lockPeriod(manager, month.market, month.month);
      await manager.query(
        `UPDATE return_visit_file SET stop_list_number = $2
         WHERE object_key = ANY($1) AND state = 'LIVE' AND stop_list_number < $2`,
        [[...objectKeys], stopListNumber],
      );
    });
  }

  async findLive({ market, month }: MarketMonth): Promise<LiveMarkFile[]> {
    const rows = await this.dataSource.query<FileRow[]>(
      `SELECT ${LIVE_COLUMNS} FROM return_visit_file
       WHERE market = $1 AND month = $2 AND state = 'LIVE' ORDER BY shard, day, object_key`,
      [market, month],
    );
    return rows.map(toLive);
  }

  /** The month's end: its key goes, its files follow. */
  async end(transaction: Transaction, { market, month }: MarketMonth): Promise<void> {
    await transaction.query('DELETE FROM return_visit_month WHERE market = $1 AND month = $2', [market, month]);
    await transaction.query(
      `UPDATE return_visit_file SET state = 'DOOMED' WHERE market = $1 AND month = $2 AND state <> 'DOOMED'`,
      [market, month],
    );
  }

  /** Whether the month is measured or abandoned: it takes no more marks. */
  async hasEnded({ market, month }: MarketMonth, transaction?: Transaction): Promise<boolean> {
    const [row] = await (transaction ?? this.dataSource).query<{ has_ended: boolean }[]>(
      `SELECT EXISTS (SELECT FROM period_close
         WHERE market = $1 AND period = $2 AND state IN ('MEASURED', 'CLOSED', 'ABANDONED')) AS has_ended`,
      [market, month],
    );
    return row!.has_ended;
  }

  /**
   * Dooms what was left behind: files that nothing refers to and whose day no process has a lease of, and what a process that had
   * been away wrote for a month that had ended.
   */
  async doomLeftBehind(): Promise<void> {
    await this.dataSource.query(
      `UPDATE return_visit_file AS file SET state = 'DOOMED'
       WHERE state = 'PENDING' AND registered_at < now() - ${LEFT_BEHIND}
         AND NOT EXISTS (SELECT FROM period_close AS close
           WHERE close.market = file.market AND close.period = file.day::text AND close.lease_until > now())`,
    );
    const ended = `EXISTS (SELECT FROM period_close AS close
      WHERE close.market = mine.market AND close.period = mine.month AND close.state IN ('MEASURED', 'CLOSED', 'ABANDONED'))`;
    await this.dataSource.query(
      `UPDATE return_visit_file AS mine SET state = 'DOOMED' WHERE state <> 'DOOMED' AND ${ended}`,
    );
    await this.dataSource.query(`DELETE FROM return_visit_month AS mine WHERE ${ended}`);
  }

  /** Object keys to be deleted, of one month or all. */
  async findDoomed(month?: MarketMonth): Promise<string[]> {
    const rows = await this.dataSource.query<{ object_key: string }[]>(
      `SELECT object_key FROM return_visit_file
       WHERE state = 'DOOMED' AND ($1::text IS NULL OR market = $1 AND month = $2) ORDER BY object_key`,
      [month?.market ?? null, month?.month ?? null],
    );
    return rows.map(({ object_key }) => object_key);
  }

  /**
   * After the object. The row of a file that was never finished stays a while: a process that had been away may still write the
   * object, and it must be found then.
   */
  async forget(objectKey: string): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM return_visit_file
       WHERE object_key = $1 AND state = 'DOOMED' AND (sha256 IS NOT NULL OR registered_at < now() - ${LEFT_BEHIND})`,
      [objectKey],
    );
  }
}

interface FileRow {
  readonly object_key: string;
  readonly market: MarketId;
  readonly month: Month;
  readonly day: Day;
  readonly shard: number;
  readonly shards: number;
  readonly plan_id: ZonePlanId;
  readonly stop_list_number: number;
  readonly rows_at_most: string;
  readonly sha256: string;
  readonly held_since: Date;
}

const toLive = (row: FileRow): LiveMarkFile => ({
  objectKey: row.object_key,
  market: row.market,
  month: row.month,
  day: row.day,
  shard: row.shard,
  shards: row.shards,
  planId: row.plan_id,
  stopListNumber: row.stop_list_number,
  rowsAtMost: Number(row.rows_at_most),
  heldSince: row.held_since,
  check: { handOver: 'return-visits', objectKey: row.object_key, sha256: row.sha256 },
});
