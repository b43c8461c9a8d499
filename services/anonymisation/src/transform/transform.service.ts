import { Inject, Injectable } from '@nestjs/common';
import {
  DAILY_PRODUCTS,
  type BatchId,
  type ClaimCheck,
  type Day,
  type DayManifest,
  type Group,
  type MarketId,
  type Product,
  type TimeZone,
  type ZonePlanId,
} from '@passant/contracts';
import { runInEngine, type Engine, type EngineSettings } from '@passant/engine';
import { ENVIRONMENT, ObjectStores, openBytes, openStream } from '@passant/platform';
import { createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Environment } from '../environment';
import { countedDomain } from '../step-three/table-domain';
import { toDayWindow, type DayWindow } from './domain/day-window';
import { parseManifest } from './domain/parse-manifest';
import { listBatches, planParts, type NumberedSegment } from './domain/plan-parts';
import { toFigures, type CountedFigure } from './domain/to-figures';
import { loadPlan, type PlanToTransform } from './plan-files';
import { SealKeys } from './seal-keys';
import { countDay, segmentFileName, type DayToTransform } from './transform-day';
import { ManifestInvalid } from './transform.errors';

export type { DayWindow } from './domain/day-window';
export { toFigures, type CountedFigure } from './domain/to-figures';
export type { PlanToTransform } from './plan-files';
export type { HashKey } from './transform-day';

const MOST_ROWS_A_PART = 10_000_000;
/** Room in memory for the opened rows of a part and the tables made of them. */
const BYTES_A_ROW = 150;
const LEAST_SCRATCH_MEGABYTES = 50;

export interface SegmentsToCount extends DayToTransform {
  readonly segments: DayManifest['segments'];
}

/** Sealed segments of one day and the plan they are read over; `mostRows` are opened at once. */
export interface SegmentsToRead {
  readonly segments: DayManifest['segments'];
  readonly plan: PlanToTransform;
  readonly mostRows?: number;
}

/** Exact counts: in memory only, gone with the close. */
export interface ExactCounts {
  /**
   * The full table of a daily product and group over `countedDomain`, zeros included: `table[row · columns + column]`.
   * @throws RangeError for a product that is not counted by the day or not in this plan
   */
  readonly table: (product: Product, group: Group) => readonly number[];
  /** Events that an earlier batch brought already. */
  readonly duplicates: ReadonlyMap<BatchId, number>;
}

/** Step 2: opens a day's sealed segments in an engine session and brings out counts without any person in them. */
@Injectable()
export class TransformService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly stores: ObjectStores,
    private readonly keys: SealKeys,
  ) {}

  /** @throws ObjectMissing, ClaimCheckMismatch, SealBroken, EngineFailed */
  async count(day: SegmentsToCount, signal: AbortSignal): Promise<ExactCounts> {
    const segments = day.segments.filter(({ dataKind }) => dataKind !== 'return-visits');
    const batches = listBatches(segments);
    const duplicates = new Map(batches.map((batchId) => [batchId, 0]));
    const counts = Object.fromEntries(DAILY_PRODUCTS.map((product) => [product, [] as CountedFigure[]]));
    for (const found of await this.eachPart({ ...day, segments }, (engine) => countDay(engine, day), signal)) {
      for (const { batch, duplicates: repeated } of found.duplicates) {
        const batchId = batches[batch]!;
        duplicates.set(batchId, duplicates.get(batchId)! + repeated);
      }
      for (const product of DAILY_PRODUCTS) counts[product] = counts[product]!.concat(found.counts[product]);
    }
    const frame = { plan: { ...day.plan, residents: null }, hours: day.window.hours };
    const table = (product: Product, group: Group): number[] => {
      const domain = countedDomain(product, frame);
      const counted = counts[product];
      if (!domain || !counted) throw new RangeError('this product has no table for this day');
      return toFigures(counted, { group, rows: domain.rows.length, columns: domain.columns.length });
    };
    return { table, duplicates };
  }

  /** How a local day lies in time; nothing where it is too long to be released. */
  findWindow(day: Day, timeZone: TimeZone): DayWindow | undefined {
    return toDayWindow(day, timeZone);
  }

  /** @throws ObjectMissing, ClaimCheckMismatch, SealBroken, ManifestInvalid */
  async openManifest(
    check: ClaimCheck,
    expected: { market: MarketId; day: Day; planId: ZonePlanId },
  ): Promise<DayManifest> {
    const sealed = await this.stores.of('segments').readBytes(check);
    const manifest = parseManifest((await openBytes(await this.keys.get(), sealed)).toString('utf8'), expected);
    if (!manifest) throw new ManifestInvalid();
    return manifest;
  }

  /**
   * Runs `work` in one engine session that knows the plan, over the opened files of one part of the segments after another
   * ({@link segmentFileName}); a person's rows are all in one of them. Files of a part are gone before the next.
   *
   * @throws ObjectMissing, ClaimCheckMismatch, SealBroken, EngineFailed
   */
  async eachPart<T>(
    { segments, plan, mostRows = MOST_ROWS_A_PART }: SegmentsToRead,
    work: (engine: Engine) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T[]> {
    const parts = planParts(segments, mostRows);
    if (parts.length === 0) return [];
    const results: T[] = [];
    const readAll = async (engine: Engine): Promise<void> => {
      await loadPlan(engine, plan);
      const files = new Set(await readdir(engine.directory));
      for (const part of parts) {
        for (const [file, one] of part.entries()) await this.openSegment(engine, one, file);
        results.push(await work(engine));
        for (const name of await readdir(engine.directory))
          if (!files.has(name)) await rm(join(engine.directory, name));
      }
    };
    await runInEngine(this.toSettings(parts), readAll, signal);
    return results;
  }

  private toSettings(parts: readonly (readonly NumberedSegment[])[]): EngineSettings {
    const rows = Math.max(...parts.map((part) => part.reduce((sum, { segment }) => sum + segment.rows, 0)));
    return {
      scratchDirectory: this.environment.SCRATCH_DIR,
      maxMemoryMegabytes: this.environment.ENGINE_MAX_MEMORY_MB,
      threads: this.environment.ENGINE_THREADS,
      scratchMegabytes: LEAST_SCRATCH_MEGABYTES + Math.ceil((rows * BYTES_A_ROW) / 1e6),
    };
  }

  /** Nothing of a file is read before its last byte was verified. */
  private async openSegment(engine: Engine, { segment, batch }: NumberedSegment, file: number): Promise<void> {
    await pipeline(
      await this.stores.of('segments').read(segment.file),
      openStream(await this.keys.get()),
      createWriteStream(join(engine.directory, segmentFileName(segment.dataKind, batch, file)), { mode: 0o600 }),
    );
  }
}
