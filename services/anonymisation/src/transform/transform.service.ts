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
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Environment } from '../environment';
import { countedDomain } from '../step-three/table-domain';
import { toDayWindow, type DayWindow } from './domain/day-window';
import { parseManifest } from './domain/parse-manifest';
import { listBatches, planSessions, type NumberedSegment } from './domain/plan-sessions';
import { toFigures, type CountedFigure } from './domain/to-figures';
import { SealKeys } from './seal-keys';
import { segmentFileName, transformDay, type DayToTransform } from './transform-day';
import { ManifestInvalid } from './transform.errors';

export type { DayWindow } from './domain/day-window';
export { toFigures, type CountedFigure } from './domain/to-figures';
export type { PlanToTransform } from './plan-files';
export type { HashKey } from './transform-day';

const MOST_ROWS_A_SESSION = 10_000_000;
/** Room in memory for the opened rows of a session and the tables made of them. */
const BYTES_A_ROW = 150;
const LEAST_SCRATCH_MEGABYTES = 50;

export interface SegmentsToCount extends DayToTransform {
  readonly segments: DayManifest['segments'];
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

/** Step 2: opens a day's sealed segments in engine sessions and brings out counts without any person in them. */
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
    for (const found of await this.eachSession(segments, (engine) => transformDay(engine, day), signal)) {
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
   * Runs `work` in one engine session after another, each over the opened files of some of the segments
   * ({@link segmentFileName}); a person's rows are all in one of them.
   *
   * @throws ObjectMissing, ClaimCheckMismatch, SealBroken, EngineFailed
   */
  async eachSession<T>(
    segments: DayManifest['segments'],
    work: (engine: Engine) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T[]> {
    const results: T[] = [];
    for (const session of planSessions(segments, MOST_ROWS_A_SESSION)) {
      const open = async (engine: Engine): Promise<T> => {
        for (const [file, one] of session.entries()) await this.openSegment(engine, one, file);
        return work(engine);
      };
      results.push(await runInEngine(this.toSettings(session), open, signal));
    }
    return results;
  }

  private toSettings(session: readonly NumberedSegment[]): EngineSettings {
    const rows = session.reduce((sum, { segment }) => sum + segment.rows, 0);
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
