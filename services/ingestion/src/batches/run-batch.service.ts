import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BatchId } from '@passant/contracts';
import { type Engine, EngineFailed, type EngineSettings, runInEngine } from '@passant/engine';
import { CLOCK, type Clock, ENVIRONMENT, JobNotReady } from '@passant/platform';
import { type DaysForBatch, DaysService } from '../days/days.service';
import type { Environment } from '../environment';
import { Attempt } from './attempt';
import { BatchEnds } from './batch-ends.service';
import { BatchFiles } from './batch-files';
import { BatchRefused } from './batch.errors';
import { BatchesRepository, type ClaimedBatch } from './batches.repository';
import { findDays, type ReadCount } from './domain/count-outcomes';
import { readHeader } from './domain/read-header';
import { EventTables, UPLOAD_FILE } from './event-tables';
import { inParallel } from './in-parallel';
import { FilesMarket } from './uploads.service';
import { readStart } from './unpack-upload';

const HOUR_MS = 3_600_000;
/** A join is redone when a stop list grew meanwhile; a batch that never comes to rest is tried again later. */
const MOST_JOINS = 10;

/** What lies outside this process and this feature. */
@Injectable()
export class BatchSurroundings {
  constructor(
    readonly files: BatchFiles,
    readonly market: FilesMarket,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(ENVIRONMENT) readonly environment: Environment,
  ) {}
}

/** Runs batches: unpack, read, join to the panels, seal, commit. An attempt that dies leaves nothing behind that counts. */
@Injectable()
export class RunBatchService {
  private readonly logger = new Logger('Batches');

  constructor(
    private readonly repository: BatchesRepository,
    private readonly days: DaysService,
    private readonly ends: BatchEnds,
    private readonly around: BatchSurroundings,
  ) {}

  /** Does the batch, or as much as can be done before its panels come. @throws JobNotReady while somebody else works on it, or its market is stopped */
  async run(batchId: BatchId, stopping: AbortSignal): Promise<void> {
    const claim = await this.repository.claim(batchId);
    if (claim.kind === 'ended') return;
    if (claim.kind === 'busy') throw new JobNotReady('BATCH_BUSY');
    const { batch } = claim;
    if (claim.kind === 'exhausted') {
      return this.ends.refuse(
        batch,
        new BatchRefused('GIVEN_UP', 'The file could not be processed in several attempts.'),
      );
    }
    if (this.around.market.stops.find({ market: batch.market })) {
      await this.repository.release(batch, false);
      throw new JobNotReady('PROCESSING_STOPPED');
    }
    const attempt = new Attempt(this.repository, batch, stopping);
    try {
      await this.days.resume({ batchId, market: batch.market });
      if (batch.attempts > 1) await this.around.files.deleteLeftovers(batch);
      await runInEngine(this.settingsFor(batch), (engine) => this.process(attempt, engine), attempt.signal);
    } catch (error) {
      await attempt.end();
      if (error instanceof BatchRefused) return this.ends.refuse(batch, error);
      await this.repository.release(batch, !stopping.aborted && !(error instanceof JobNotReady));
      if (error instanceof EngineFailed) {
        const { code, engineErrorNumber } = error;
        this.logger.warn({ event: 'batch.attempt-failed', batchId, attempt: batch.attempts, code, engineErrorNumber });
      }
      throw error;
    } finally {
      await attempt.end();
    }
  }

  private async process(attempt: Attempt, engine: Engine): Promise<void> {
    const { batch } = attempt;
    const plan = await this.around.market.zonePlans.find(batch.planId);
    const tables = new EventTables(engine, plan!.market.timeZone);
    const read = await this.read(attempt, engine, tables);
    await this.ends.noteRead(batch, attempt.rowsRead);
    for (let joins = 0; joins < MOST_JOINS; joins++) {
      const prepared = await this.ends.prepare(batch, findDays(read));
      if (prepared.kind === 'waiting') return;
      if (await this.joinAndCommit({ attempt, engine, tables, read, prepared })) return;
    }
    throw new Error('the days of this batch do not come to rest');
  }

  private async read(attempt: Attempt, engine: Engine, tables: EventTables): Promise<ReadCount[]> {
    const { batch } = attempt;
    await attempt.enter('unpacking');
    const path = join(engine.directory, UPLOAD_FILE);
    await this.around.files.unpack(batch, path, (bytesRead) => void (attempt.bytesRead = bytesRead));
    const header = readHeader(await readStart(path));
    if (header.kind === 'refused') throw new BatchRefused(header.code, header.message);
    await attempt.enter('reading');
    const read = await tables.read({
      cellIds: await this.around.market.zonePlans.getCellIds(batch.planId),
      columns: header.columns,
      latestSeconds: Math.floor((this.around.clock.now().getTime() + HOUR_MS) / 1000),
    });
    attempt.rowsRead = read.reduce((sum, { rows }) => sum + rows, 0);
    if (attempt.rowsRead === 0) throw new BatchRefused('FILE_EMPTY', 'The file has a header and no rows.');
    return read;
  }

  /** False where a day changed while the join ran: it must be redone. */
  private async joinAndCommit({ attempt, engine, tables, read, prepared }: Join): Promise<boolean> {
    const { batch } = attempt;
    await attempt.enter('joining');
    const { joinDays, joined } = await this.join({ attempt, engine, tables, read, prepared });
    await attempt.enter('sealing');
    const written = await tables.writeSegments(joinDays, joined);
    const sealed = await this.around.files.sealSegments(batch, written);
    // A batch that ran into a stop is thrown away and read again, once the stop has ended.
    if (this.around.market.stops.find({ market: batch.market })) {
      await this.around.files.deleteSegments(sealed.map(({ file }) => file));
      throw new JobNotReady('PROCESSING_STOPPED');
    }
    const shards = new Map(joinDays.map((day) => [day.day, day.shards]));
    const { id: batchId, market } = batch;
    const committed = await this.ends.commit(batch, {
      read,
      joined,
      prepared,
      lines: await tables.findRejectedLines(prepared.takesNoRows),
      peakMemoryMegabytes: await engine.peakMemoryMegabytes(),
      segments: sealed.map((segment) => ({
        id: randomUUID(),
        batchId,
        market,
        ...segment,
        shards: shards.get(segment.day)!,
      })),
    });
    // Without its counters: they are exact, and not for everybody who reads logs.
    if (committed) this.logger.log({ event: 'batch.done', batchId });
    else await this.around.files.deleteSegments(sealed.map(({ file }) => file));
    return committed !== undefined;
  }

  /** Panels are opened anew for each join: what a day's stop list took out must not come back. */
  private async join({ attempt, engine, tables, read, prepared }: Join) {
    const numbers = new Map(findDays(read).map(({ day }, number) => [day, number]));
    const open = prepared.open.map((day) => ({ ...day, number: numbers.get(day.day)! }));
    const { files } = this.around;
    const panels = await inParallel(open, 8, (day) => files.openPanel(day, attempt.batch.market, engine.directory));
    const stopLists = await inParallel(open, 8, (day) => files.openStopList(day, engine.directory));
    const joinDays = panels.map(({ joinDay }) => joinDay);
    const joined = await tables.join(joinDays, {
      panels: panels.some((panel) => panel.files > 0),
      stopLists: stopLists.includes(true),
    });
    return { joinDays, joined };
  }

  private settingsFor({ bytes, compression }: ClaimedBatch): EngineSettings {
    const { SCRATCH_DIR, ENGINE_MAX_MEMORY_MB, ENGINE_THREADS } = this.around.environment;
    // Events pack to about an eighth; the open file, its table and the segments lie side by side.
    const openBytes = bytes * (compression === 'gzip' ? 8 : 1);
    return {
      scratchDirectory: SCRATCH_DIR,
      maxMemoryMegabytes: ENGINE_MAX_MEMORY_MB,
      threads: ENGINE_THREADS,
      scratchMegabytes: Math.ceil((openBytes * 2) / 1_000_000) + 200,
    };
  }
}

interface Join {
  readonly attempt: Attempt;
  readonly engine: Engine;
  readonly tables: EventTables;
  readonly read: readonly ReadCount[];
  readonly prepared: Extract<DaysForBatch, { kind: 'ready' }>;
}
