import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEGMENT_FILE_STRUCTURE, type FootprintsArtefact, type Product } from '@passant/contracts';
import type { Engine } from '@passant/engine';
import type { DayWindow } from './domain/day-window';
import { parseCounts, type CountedFigure } from './domain/to-figures';
import { loadPlan } from './plan-files';
import { countDuplicates } from './sql/count-duplicates.sql';
import { COUNTS_STRUCTURE, countIncrements } from './sql/count-increments.sql';
import { createPeople } from './sql/create-people.sql';
import { createStayZones } from './sql/create-stay-zones.sql';
import { createStays } from './sql/create-stays.sql';
import { dwellIncrements } from './sql/dwell-increments.sql';
import { presenceIncrements } from './sql/presence-increments.sql';

/** What makes the sampling of one close: 128 random bits, as two UInt64. */
export interface HashKey {
  readonly key0: bigint;
  readonly key1: bigint;
}

export interface DayToTransform {
  readonly window: DayWindow;
  readonly plan: FootprintsArtefact;
  /** Zones of the plan; this number itself stands for `outside`. */
  readonly zones: number;
  readonly hashKey: HashKey;
  /** Pseudonyms on the stop list, 16 bytes each. */
  readonly stopped: Buffer;
}

export interface TransformedDay {
  readonly counts: Readonly<Record<Product, readonly CountedFigure[]>>;
  /** By number of the batch. */
  readonly duplicates: readonly { readonly batch: number; readonly duplicates: number }[];
}

/** The statement of each product that yields its increments, with pseudonym: only ever read by a group-by. */
export const INCREMENTS = {
  presence: presenceIncrements,
  dwell: dwellIncrements,
} as const satisfies Record<Product, () => string>;

/** Name of an opened segment file in the session's folder. */
export const segmentFileName = (batch: number, file: number): string => `segment-${batch}-${file}.native.lz4`;

/**
 * Step 2 over the segment files that lie in the session's folder ({@link segmentFileName}, at least one): from rows of
 * pseudonymous people to counts without any. Exact; they must not outlive the close.
 */
export async function transformDay(engine: Engine, day: DayToTransform): Promise<TransformedDay> {
  await findStays(engine, day);
  const counts = {
    presence: await countFigures(engine, day, 'presence'),
    dwell: await countFigures(engine, day, 'dwell'),
  };
  return { counts, duplicates: await engine.rows(countDuplicates()) };
}

/** Up to the table `stay_zones`. */
export async function findStays(engine: Engine, { window, plan, stopped }: DayToTransform): Promise<void> {
  await loadPlan(engine, plan);
  await writeFile(join(engine.directory, 'stopped.bin'), stopped);
  await engine.execute(
    createPeople(
      engine.source('segment-*.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE),
      engine.source('stopped.bin', 'RowBinary', 'pseudonym FixedString(16)'),
    ),
    { day_start: window.startSeconds, day_seconds: window.lengthSeconds },
  );
  await engine.execute(createStays(), { day_seconds: window.lengthSeconds });
  await engine.execute(createStayZones());
}

/** Parameters of the increments' statements. */
export const toIncrementParameters = ({ hashKey, window, zones }: DayToTransform) => ({
  key_0: hashKey.key0,
  key_1: hashKey.key1,
  outside: zones,
  hour_shift: window.hourShiftSeconds,
});

async function countFigures(engine: Engine, day: DayToTransform, product: Product): Promise<CountedFigure[]> {
  const name = `counts-${product}.tsv`;
  await engine.execute(
    countIncrements(INCREMENTS[product](), engine.target(name, 'TSV', COUNTS_STRUCTURE)),
    toIncrementParameters(day),
  );
  return parseCounts(await readFile(join(engine.directory, name), 'utf8'));
}
