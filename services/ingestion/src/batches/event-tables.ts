import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  PANEL_DATA_KINDS,
  PANEL_FILE_STRUCTURE,
  type PanelDataKind,
  SEGMENT_FILE_STRUCTURE,
  type TimeZone,
} from '@passant/contracts';
import type { Engine } from '@passant/engine';
import { DAY_CLOSED, type JoinedCount, type ReadCount } from './domain/count-outcomes';
import type { EventColumns } from './domain/read-header';
import { countJoined } from './sql/count-joined.sql';
import { countRead } from './sql/count-read.sql';
import { countSegments } from './sql/count-segments.sql';
import { createCellIds, createCells } from './sql/create-cells.sql';
import { createDays } from './sql/create-days.sql';
import { createEvents } from './sql/create-events.sql';
import { createMembers, createStopped } from './sql/create-members.sql';
import { createTraces } from './sql/create-traces.sql';
import { emptyTable } from './sql/empty-table.sql';
import { insertCellIds, insertCells } from './sql/insert-cells.sql';
import { insertDays } from './sql/insert-days.sql';
import { insertEvents } from './sql/insert-events.sql';
import { insertMembers } from './sql/insert-members.sql';
import { insertStopped } from './sql/insert-stopped.sql';
import { insertTraces } from './sql/insert-traces.sql';
import { quarantineLines } from './sql/quarantine-lines.sql';
import { writeSegments } from './sql/write-segments.sql';

export const UPLOAD_FILE = 'upload.csv';
const LONGEST_LINE_BYTES = 10_000;
const LINES_PER_REASON = 150;
const EARLIEST_SECONDS = Date.UTC(2000, 0, 1) / 1000;

export interface Reading {
  readonly cellIds: readonly string[];
  readonly columns: EventColumns;
  readonly timeZone: TimeZone;
  /** Times after this are impossible (Unix seconds). */
  readonly latestSeconds: number;
}

/** A day as the engine needs it. `number` names its files: `panel-<number>-<kind>-<shard>.native`, `stop-<number>.bin`. */
export interface JoinDay {
  readonly number: number;
  readonly day: string;
  readonly matchKey: readonly [string, string];
  readonly shards: number;
}

/** The name of a panel file in the session's folder. */
export const toPanelFile = (number: number, dataKind: PanelDataKind, shard: number): string =>
  `panel-${number}-${PANEL_DATA_KINDS.indexOf(dataKind)}-${shard}.native`;

export interface SegmentFile {
  readonly dataKind: PanelDataKind;
  readonly day: string;
  readonly shard: number;
  readonly rows: number;
  readonly path: string;
}

/** The rows of one batch inside one engine session: read once, joined to the panels of all its days at once. */
export class EventTables {
  constructor(
    private readonly engine: Engine,
    private readonly timeZone: TimeZone,
  ) {}

  /** Reads the upload, and deletes its open copy. */
  async read({ cellIds, columns, latestSeconds }: Omit<Reading, 'timeZone'>): Promise<ReadCount[]> {
    const { engine } = this;
    for (const create of [
      createCells,
      createCellIds,
      createEvents,
      createDays,
      createStopped,
      createMembers,
      createTraces,
    ])
      await engine.execute(create);
    await writeFile(join(engine.directory, 'cells.txt'), `${cellIds.join('\n')}\n`);
    await engine.execute(insertCells(engine.source('cells.txt', 'LineAsString', 'line String')));
    await engine.execute(insertCellIds);
    await engine.execute(insertEvents(engine.source(UPLOAD_FILE, 'LineAsString', 'raw String')), {
      columns: columns.columns,
      msisdn_at: columns.msisdnAt,
      timestamp_at: columns.timestampAt,
      cell_at: columns.cellAt,
      time_zone: this.timeZone,
      earliest: EARLIEST_SECONDS,
      latest: latestSeconds,
      max_line_bytes: LONGEST_LINE_BYTES,
    });
    await rm(join(engine.directory, UPLOAD_FILE));
    return engine.rows<ReadCount>(countRead);
  }

  /** Joins the rows of these days to their panels of all data kinds, which must lie in the session's folder; forgets an earlier join. */
  async join(days: readonly JoinDay[], has: { panels: boolean; stopLists: boolean }): Promise<JoinedCount[]> {
    const { engine } = this;
    for (const table of ['days', 'stopped', 'members', 'traces'] as const) await engine.execute(emptyTable(table));
    if (days.length === 0 || !has.panels) return [];
    await engine.execute(insertDays, {
      numbers: days.map(({ number }) => number),
      days: days.map(({ day }) => day),
      k0: days.map(({ matchKey }) => matchKey[0]),
      k1: days.map(({ matchKey }) => matchKey[1]),
      shards: days.map(({ shards }) => shards),
    });
    if (has.stopLists) {
      await engine.execute(insertStopped(engine.source('stop-*.bin', 'RowBinary', 'pseudonym FixedString(16)')));
    }
    const panel = engine.source('panel-*.native', 'Native', PANEL_FILE_STRUCTURE);
    await engine.execute(insertTraces(panel));
    await engine.execute(insertMembers(panel));
    return engine.rows<JoinedCount>(countJoined);
  }

  /** Writes what was joined as segment files, one data kind after the other, without duplicates. */
  async writeSegments(days: readonly JoinDay[], joined: readonly JoinedCount[]): Promise<SegmentFile[]> {
    if (joined.length === 0) return [];
    const { engine } = this;
    const segments: SegmentFile[] = [];
    for (const [kind, dataKind] of PANEL_DATA_KINDS.entries()) {
      const counts = await engine.rows<{ day: string; shard: number; rows: number }>(countSegments, { kind });
      if (counts.length === 0) continue;
      const nameOf = (partition: string) => `segment-${kind}-${partition}.native.lz4`;
      const target = engine.target(nameOf('{_partition_id}'), 'Native', SEGMENT_FILE_STRUCTURE);
      await engine.execute(writeSegments(target), {
        kind,
        time_zone: this.timeZone,
        days: days.map(({ day }) => day),
        shards: days.map(({ shards }) => shards),
      });
      const files = counts.map(({ day, shard, rows }) => {
        return { dataKind, day, shard, rows, path: join(engine.directory, nameOf(`${day}-${shard}`)) };
      });
      segments.push(...files);
    }
    return segments;
  }

  /** Lines of some rejected rows by reason; at most 150 a reason, so that one common fault does not hide the others. */
  async findRejectedLines(takesNoRows: readonly string[]): Promise<ReadonlyMap<string, number[]>> {
    const rows = await this.engine.rows<{ reason: string; line: number }>(quarantineLines, {
      closed_days: takesNoRows,
      closed_reason: DAY_CLOSED,
      lines_per_reason: LINES_PER_REASON,
    });
    const lines = new Map<string, number[]>();
    for (const { reason, line } of rows) lines.set(reason, [...(lines.get(reason) ?? []), line]);
    return lines;
  }
}
