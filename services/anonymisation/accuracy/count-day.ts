import { link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_KIND_OF, type Day } from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { toPlanZone } from '../src/plans/domain/to-plan-zone';
import { toDayWindow } from '../src/transform/domain/day-window';
import { loadPlan } from '../src/transform/plan-files';
import {
  FIGURES,
  findStays,
  forgetStays,
  segmentFileName,
  toParameters,
  type DailyProduct,
  type DayToTransform,
} from '../src/transform/transform-day';
import { countedDomain, type Frame, type PlanFacts } from '../src/step-three/table-domain';
import type { CityPlan } from './city';
import {
  addSums,
  emptyCounts,
  GIVEN_OF,
  panelSums,
  SUMS_STRUCTURE,
  type PeriodCounts,
  type ProductCounts,
} from './counts';
import { importDay, loadLines, PERSON } from './day-files';
import { seededHashKey } from './random';

/** What the days of a case have in common. */
export interface Setting {
  /** Of the case; gone with it. Engine sessions have theirs in it. */
  readonly folder: string;
  readonly linesFile: string;
  readonly plan: CityPlan;
  readonly facts: PlanFacts;
  /** Of each panel. */
  readonly isReserved: readonly boolean[];
  readonly seed: number;
  /** Number of lines. */
  readonly lines: number;
}

export interface DayToCount {
  readonly day: Day;
  /** The simulator's events. */
  readonly file: string;
  readonly frame: Frame;
  readonly products: readonly DailyProduct[];
}

/** Lines whose day is held in memory at once. */
const LINES_A_SHARD = 70_000;
const KINDS = ['presence', 'movement'] as const;

/** A session on disk: files are linked into its folder, not copied. */
export const inSession = <T>(folder: string, work: (engine: Engine) => Promise<T>): Promise<T> =>
  runInEngine({ scratchDirectory: folder, maxMemoryMegabytes: 5_000, threads: 2, scratchMegabytes: 1_000_000 }, work);

export const toDayToTransform = ({ plan, seed }: Setting, day: Day, keyName: string): DayToTransform => ({
  window: toDayWindow(day, plan.market.timeZone)!,
  plan: { zones: plan.zones.map(toPlanZone), regions: plan.regions, footprints: plan.footprints },
  hashKey: seededHashKey(seed, keyName),
  stopped: { presence: Buffer.alloc(0), movement: Buffer.alloc(0), 'return-visits': Buffer.alloc(0) },
});

/**
 * Runs the real step 2 over all lines once and adds up its increments for every panel at once. Presence and movement have the
 * same pseudonyms here, which changes nothing but who is sampled together.
 */
export async function countDay(setting: Setting, { day, file, frame, products }: DayToCount): Promise<PeriodCounts> {
  const counts = new Map<DailyProduct, ProductCounts>();
  for (const product of products) {
    const domain = countedDomain(product, frame);
    if (domain) counts.set(product, emptyCounts(domain.figures, setting.isReserved.length));
  }
  const transformed = toDayToTransform(setting, day, day);
  await inSession(setting.folder, async (engine) => {
    await loadLines(engine, setting.linesFile);
    await loadPlan(engine, transformed.plan);
    const shards = await importDay(engine, file, Math.max(1, Math.round(setting.lines / LINES_A_SHARD)));
    for (const shard of shards) {
      for (const dataKind of KINDS.filter((kind) => products.some((product) => DATA_KIND_OF[product] === kind))) {
        const segment = join(engine.directory, segmentFileName(dataKind, 0, 0));
        await link(join(engine.directory, shard), segment);
        await findStays(engine, dataKind, transformed);
        for (const [product, sums] of counts) {
          const of = { sums, product, day: transformed, frame, isReserved: setting.isReserved };
          if (DATA_KIND_OF[product] === dataKind) await countPanels(engine, of);
        }
        await forgetStays(engine, dataKind);
        await rm(segment);
      }
    }
  });
  return counts;
}

interface ProductToCount {
  readonly sums: ProductCounts;
  readonly product: DailyProduct;
  readonly day: DayToTransform;
  readonly frame: Frame;
  readonly isReserved: readonly boolean[];
}

async function countPanels(engine: Engine, { sums, product, day, frame, isReserved }: ProductToCount): Promise<void> {
  const name = `sums-${product}.tsv`;
  const statement = panelSums(
    FIGURES[product]('pseudonym, group_code'),
    engine.target(name, 'TSV', SUMS_STRUCTURE),
    sums.panels.length,
    { person: PERSON, mask: product === 'flows' ? 'movement_panels' : 'presence_panels', given: GIVEN_OF[product] },
  );
  await engine.execute(statement, toParameters(day));
  const text = await readFile(join(engine.directory, name), 'utf8');
  addSums(sums, { product, columns: countedDomain(product, frame)!.columns.length, isReserved }, text);
}
