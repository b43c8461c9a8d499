import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '@passant/engine';
import { parseCounts, type CountedFigure } from './domain/to-figures';
import { COUNTS_STRUCTURE, countFigures } from './sql/count-figures.sql';
import { frequencyFigures, MARKS_STRUCTURE, rewriteMarksFile, writeMarksOfDay } from './sql/marks.sql';
import { findStays, forgetStays, toParameters, type DayToTransform, type HashKey } from './transform-day';

export { MARKS_STRUCTURE } from './sql/marks.sql';

const STOPPED_STRUCTURE = 'pseudonym FixedString(16)';

/** A day whose return visits are marked. Its `hashKey` is the *month's*. */
export interface DayToMark extends DayToTransform {
  /** 1 to 31. */
  readonly dayOfMonth: number;
  /** A person's marks lie in file `cityHash64(pseudonym) % shards`. */
  readonly shards: number;
}

/**
 * Turns the return-visit rows of a day (opened segment files in the session's folder, the plan loaded) into zone-day marks: `marks-<shard>.native.lz4`
 * in that folder, no file for an empty shard. A person has at most ten marks a day, of the zones that the month would keep.
 */
export async function writeMarks(engine: Engine, day: DayToMark): Promise<void> {
  await findStays(engine, 'return-visits', day);
  await engine.execute(writeMarksOfDay(engine.target('marks-{_partition_id}.native.lz4', 'Native', MARKS_STRUCTURE)), {
    ...toParameters(day),
    day: day.dayOfMonth,
    shards: day.shards,
  });
  await forgetStays(engine, 'return-visits');
}

/** What a month's marks are counted by. */
export interface MonthToCount {
  /** The month's: the same under which its days were marked. */
  readonly hashKey: HashKey;
  /** Zones of the plan. */
  readonly zones: number;
  /** Pseudonyms on the month's stop list, 16 bytes each. */
  readonly stopped: Buffer;
}

/**
 * Counts days per person and zone over all files `marks-*.native.lz4` of the session's folder (all of a shard) into frequency bins,
 * `column` = index of `FREQUENCY_BINS`. Exact; must not outlive the close.
 */
export async function countMonth(engine: Engine, month: MonthToCount): Promise<CountedFigure[]> {
  const figures = await toMonthFigures(engine, month);
  const name = 'counts-frequency.tsv';
  const target = engine.target(name, 'TSV', COUNTS_STRUCTURE);
  await engine.execute(countFigures(figures('group_code'), target), toMonthParameters(month));
  return parseCounts(await readFile(join(engine.directory, name), 'utf8'));
}

/** The statement of frequency, down to its last group-by. */
export async function toMonthFigures(
  engine: Engine,
  { stopped }: MonthToCount,
): Promise<ReturnType<typeof frequencyFigures>> {
  await writeFile(join(engine.directory, 'stopped.bin'), stopped);
  return frequencyFigures(
    engine.source('marks-*.native.lz4', 'Native', MARKS_STRUCTURE),
    engine.source('stopped.bin', 'RowBinary', STOPPED_STRUCTURE),
  );
}

export const toMonthParameters = ({ hashKey, zones }: MonthToCount) => ({
  key_0: hashKey.key0,
  key_1: hashKey.key1,
  outside: zones,
});

/** Copies a file of marks (`from`, `to`: names in the session's folder) without those of `stopped`; the number of rows kept. */
export async function rewriteMarks(
  engine: Engine,
  { from, to, stopped }: { readonly from: string; readonly to: string; readonly stopped: Buffer },
): Promise<number> {
  await writeFile(join(engine.directory, 'stopped.bin'), stopped);
  const file = (name: string): string => engine.source(name, 'Native', MARKS_STRUCTURE);
  const stoppedFile = engine.source('stopped.bin', 'RowBinary', STOPPED_STRUCTURE);
  await engine.execute(rewriteMarksFile(file(from), file(to), stoppedFile));
  const [counted] = await engine.rows<{ kept: number }>(`SELECT count() AS kept FROM ${file(to)}`);
  return counted!.kept;
}
