import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { runInEngine, type Engine } from '@passant/engine';
import { ENVIRONMENT } from '@passant/platform';
import type { Environment } from '../environment';
import { MARKS_STRUCTURE, rewriteMarks } from '../transform/marks';
import { toEngineSettings } from './engine-settings';
import { MARK_SHARDS, toRowsAtMost, type LiveMarkFile, type MarketMonth } from './mark-file';
import { MarkFilesRepository } from './mark-files.repository';
import { MarkStore } from './mark-store';
import { MarksMissing } from './months.errors';
import { countRows } from './sql/count-rows.sql';
import { findShards } from './sql/find-shards.sql';
import { DeleteMarksService } from './delete-marks.service';

/** A month's stop list, as far as marks are concerned. Pseudonyms are 16 bytes each. */
export interface StoppedReturnVisits {
  readonly number: number;
  readonly stopped: Buffer;
  /** Who is on it and was not on the list `addedSince`. */
  readonly added: Buffer;
  readonly addedSince: number;
}

const [FROM, TO, ADDED] = ['from.native.lz4', 'to.native.lz4', 'added.bin'] as const;

/** Takes people out of what is held of a month. */
@Injectable()
export class RewriteMarksService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly files: MarkFilesRepository,
    private readonly store: MarkStore,
    private readonly deletion: DeleteMarksService,
  ) {}

  /**
   * Returns when nobody on the list is in any file of the month, and no older file of it is left. The list must be stored
   * before: what days write from then on knows it, and what one wrote under an older list can no longer be kept. May be repeated, and ended at any point.
   *
   * @throws MarksMissing, MarksAltered, EngineFailed
   */
  async rewrite(month: MarketMonth, list: StoppedReturnVisits, signal: AbortSignal): Promise<void> {
    await this.files.doomOlder(month, list.number);
    for (let stale = await this.findStale(month, list); stale.length > 0; stale = await this.findStale(month, list)) {
      const rows = Math.max(...stale.map((file) => file.rowsAtMost));
      const files = stale;
      await runInEngine(
        toEngineSettings(this.environment, rows),
        (engine) => this.rewriteFiles(engine, { month, list, files }),
        signal,
      );
    }
    await this.deletion.burn(month);
  }

  private async findStale(month: MarketMonth, { number }: StoppedReturnVisits): Promise<LiveMarkFile[]> {
    return (await this.files.findLive(month)).filter(({ stopListNumber }) => stopListNumber < number);
  }

  private async rewriteFiles(
    engine: Engine,
    { month, list, files }: { month: MarketMonth; list: StoppedReturnVisits; files: readonly LiveMarkFile[] },
  ): Promise<void> {
    const shards = await this.findShards(engine, list.added);
    const isTouched = (file: LiveMarkFile): boolean =>
      file.stopListNumber < list.addedSince || file.shards !== MARK_SHARDS || shards.has(file.shard);
    const untouched = files.filter((file) => !isTouched(file)).map(({ objectKey }) => objectKey);
    await this.files.raise(month, untouched, list.number);
    for (const file of files.filter(isTouched)) await this.rewriteFile(engine, file, list);
  }

  private async findShards(engine: Engine, added: Buffer): Promise<Set<number>> {
    await writeFile(join(engine.directory, ADDED), added);
    const source = engine.source(ADDED, 'RowBinary', 'pseudonym FixedString(16)');
    const rows = await engine.rows<{ shard: number }>(findShards(source), { shards: MARK_SHARDS });
    return new Set(rows.map(({ shard }) => shard));
  }

  private async rewriteFile(engine: Engine, file: LiveMarkFile, list: StoppedReturnVisits): Promise<void> {
    try {
      await this.store.open(engine, file.check, FROM);
    } catch (error) {
      if (error instanceof MarksMissing && !(await this.isLive(file))) return;
      throw error;
    }
    const [before] = await engine.rows<{ rows: number }>(countRows(engine.source(FROM, 'Native', MARKS_STRUCTURE)));
    const rows = await rewriteMarks(engine, { from: FROM, to: TO, stopped: list.stopped });
    if (rows === before?.rows) await this.files.raise(file, [file.objectKey], list.number);
    else if (rows === 0) await this.files.replace(file, undefined);
    else {
      const written = await this.store.write(engine, TO, {
        ...file,
        rowsAtMost: toRowsAtMost(rows),
        stopListNumber: list.number,
      });
      await this.files.replace(file, written);
    }
    for (const name of [FROM, TO]) await rm(join(engine.directory, name), { force: true });
  }

  /** Somebody else may have replaced it meanwhile; then it is not ours to read. */
  private async isLive({ market, month, objectKey }: LiveMarkFile): Promise<boolean> {
    return (await this.files.findLive({ market, month })).some((file) => file.objectKey === objectKey);
  }
}
