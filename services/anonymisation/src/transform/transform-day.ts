import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAILY_PRODUCTS, DATA_KIND_OF, SEGMENT_FILE_STRUCTURE, type PanelDataKind } from '@passant/contracts';
import type { Engine, EngineParameters } from '@passant/engine';
import { findFlowEnds, findHomeColumns } from '../step-three/table-domain';
import type { DayWindow } from './domain/day-window';
import { parseCounts, type CountedFigure } from './domain/to-figures';
import { loadPlan, type PlanToTransform } from './plan-files';
import { countDuplicates } from './sql/count-duplicates.sql';
import { COUNTS_STRUCTURE, countFigures } from './sql/count-figures.sql';
import { createPeople } from './sql/create-people.sql';
import { createStays } from './sql/create-stays.sql';
import { createVisits } from './sql/create-visits.sql';
import { dwellFigures } from './sql/dwell-figures.sql';
import { flowsFigures } from './sql/flows-figures.sql';
import type { Grouping } from './sql/grouping';
import { originFigures } from './sql/origin-figures.sql';
import { presenceFigures } from './sql/presence-figures.sql';
import { visitorsFigures } from './sql/visitors-figures.sql';

/** What makes the sampling of one close: 128 random bits, as two UInt64. */
export interface HashKey {
  readonly key0: bigint;
  readonly key1: bigint;
}

export interface DayToTransform {
  readonly window: DayWindow;
  readonly plan: PlanToTransform;
  readonly hashKey: HashKey;
  /** Pseudonyms on the stop list, 16 bytes each. */
  readonly stopped: Readonly<Record<PanelDataKind, Buffer>>;
}

export type DailyProduct = (typeof DAILY_PRODUCTS)[number];
const DAILY_KINDS = ['presence', 'movement'] as const satisfies readonly PanelDataKind[];

export interface TransformedDay {
  readonly counts: Readonly<Record<DailyProduct, readonly CountedFigure[]>>;
  /** Of presence rows, by number of the batch. */
  readonly duplicates: readonly RepeatedEvents[];
}

/** How many events of a batch an earlier one had brought. */
export interface RepeatedEvents {
  readonly batch: number;
  readonly duplicates: number;
}

/** The statement of each product, down to its last group-by. Over the tables of {@link findStays}. */
export const FIGURES = {
  presence: presenceFigures,
  visitors: visitorsFigures,
  dwell: dwellFigures,
  origin: originFigures,
  flows: flowsFigures,
} as const satisfies Record<DailyProduct, (by: Grouping) => string>;

/** An event is packed with its batch's number in 16 bits (`createPeople`). */
const MOST_BATCHES = 2 ** 16;

/** Name of an opened segment file in the session's folder. @throws RangeError from 65,536 batches of a day on */
export function segmentFileName(dataKind: PanelDataKind, batch: number, file: number): string {
  if (batch >= MOST_BATCHES) throw new RangeError('a day has at most 65,536 batches');
  return `${dataKind}-${batch}-${file}.native.lz4`;
}

/**
 * Step 2 over the segment files that lie in the session's folder ({@link segmentFileName}): from rows of pseudonymous people to
 * counts without any. Exact; they must not outlive the close.
 */
export async function transformDay(engine: Engine, day: DayToTransform): Promise<TransformedDay> {
  await loadPlan(engine, day.plan);
  return countDay(engine, day);
}

/** {@link transformDay} where the plan is loaded already: may be repeated over other files. */
export async function countDay(engine: Engine, day: DayToTransform): Promise<TransformedDay> {
  const counts: Record<DailyProduct, CountedFigure[]> = {
    presence: [],
    visitors: [],
    dwell: [],
    origin: [],
    flows: [],
  };
  let duplicates: readonly RepeatedEvents[] = [];
  const present = await readdir(engine.directory);
  for (const dataKind of DAILY_KINDS) {
    if (!present.some((name) => name.startsWith(`${dataKind}-`))) continue;
    await findStays(engine, dataKind, day);
    if (dataKind === 'presence') duplicates = await engine.rows(countDuplicates());
    for (const product of productsOf(dataKind, day)) counts[product] = await countProduct(engine, day, product);
    await forgetStays(engine, dataKind);
  }
  return { counts, duplicates };
}

/** Those that are counted from a data kind's rows and have a public domain in this plan. */
const productsOf = (dataKind: PanelDataKind, { plan }: DayToTransform): DailyProduct[] =>
  DAILY_PRODUCTS.filter(
    (product) =>
      DATA_KIND_OF[product] === dataKind &&
      (product !== 'flows' || findFlowEnds(plan)) &&
      (product !== 'origin' || findHomeColumns(plan).ids.length > 0),
  );

/** The tables `people` and `stays` of a data kind, of presence also `visits`. The plan must be loaded ({@link loadPlan}). */
export async function findStays(engine: Engine, dataKind: PanelDataKind, day: DayToTransform): Promise<void> {
  await writeFile(join(engine.directory, 'stopped.bin'), day.stopped[dataKind]);
  const parameters = toParameters(day);
  await engine.execute(
    createPeople(
      engine.source(`${dataKind}-*.native.lz4`, 'Native', SEGMENT_FILE_STRUCTURE),
      engine.source('stopped.bin', 'RowBinary', 'pseudonym FixedString(16)'),
    ),
    parameters,
  );
  await engine.execute(createStays(dataKind), parameters);
  if (dataKind === 'presence') await engine.execute(createVisits(), parameters);
}

/** Makes room for another data kind. */
export async function forgetStays(engine: Engine, dataKind: PanelDataKind): Promise<void> {
  for (const table of ['people', 'stays', ...(dataKind === 'presence' ? ['visits'] : [])])
    await engine.execute(`DROP TABLE ${table} SYNC`);
}

/** Parameters of all statements over a day. */
export const toParameters = ({ hashKey, window, plan }: DayToTransform): EngineParameters => ({
  key_0: hashKey.key0,
  key_1: hashKey.key1,
  outside: plan.zones.length,
  day_start: window.startSeconds,
  day_seconds: window.lengthSeconds,
  hour_shift: window.hourShiftSeconds,
  part_starts: window.dayPartStarts,
});

async function countProduct(engine: Engine, day: DayToTransform, product: DailyProduct): Promise<CountedFigure[]> {
  const name = `counts-${product}.tsv`;
  await engine.execute(
    countFigures(FIGURES[product]('group_code'), engine.target(name, 'TSV', COUNTS_STRUCTURE)),
    toParameters(day),
  );
  return parseCounts(await readFile(join(engine.directory, name), 'utf8'));
}
