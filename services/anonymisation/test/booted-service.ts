import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Day,
  type JobDefinition,
  type JobPayload,
  type MarketId,
  type Month,
  type Period,
} from '@passant/contracts';
import {
  createService,
  generateSealKeyPair,
  ObjectStore,
  openBytes,
  runMigrations,
  type JobHandler,
  Transactions,
} from '@passant/platform';
import { temporaryFolder, testEnvironment, waitFor, type TestStack } from '@passant/testing';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { DynamicModule, Type } from '@nestjs/common';
import { AppModule } from '../src/app.module';
import { dataSourceOptions } from '../src/database/data-source';
import type { Environment } from '../src/environment';
import { MeasurementsRepository } from '../src/releases/measurements.repository';
import { MARKS_STRUCTURE } from '../src/transform/marks';
import { KeptEngine } from './kept-engine';

export const MARKET = 'leipzig' as MarketId;

export interface TestMark {
  readonly person: number;
  readonly day: number;
  readonly zone: number;
}

export interface OutboxRow<D extends JobDefinition> {
  readonly id: string;
  readonly consumer: string;
  readonly payload: JobPayload<D>;
}

/** The service on real parts: started, stopped, given jobs, and looked into. */
export class BootedService {
  app: NestFastifyApplication;
  dataSource: DataSource;
  post: ((processor: Type, envelope: { rowId: string; ring: number; payload: unknown }) => Promise<void>) | undefined;
  readonly keys = generateSealKeyPair();
  readonly markKeys = generateSealKeyPair();
  readonly environment: Environment;
  private kept: KeptEngine | undefined;
  protected readonly stores: Record<
    'segments' | 'zone-plans' | 'footprints' | 'stop-lists-anonymisation' | 'return-visits' | 'releases' | 'stops',
    ObjectStore
  >;

  constructor(stack: TestStack) {
    const folders = {
      segments: temporaryFolder(),
      plans: temporaryFolder(),
      footprints: temporaryFolder(),
      lists: temporaryFolder(),
      marks: temporaryFolder(),
      releases: temporaryFolder(),
      stops: temporaryFolder(),
    };
    this.environment = testEnvironment(stack, {
      SECRETS_DIR: temporaryFolder(),
      CODE_VERSION: 'test',
      SCRATCH_DIR: temporaryFolder(),
      ENGINE_MAX_MEMORY_MB: 1000,
      ENGINE_THREADS: 2,
      HAND_OVER_SEGMENTS: folders.segments,
      HAND_OVER_ZONE_PLANS: folders.plans,
      HAND_OVER_FOOTPRINTS: folders.footprints,
      HAND_OVER_STOP_LISTS_ANONYMISATION: folders.lists,
      HAND_OVER_RETURN_VISITS: folders.marks,
      HAND_OVER_RELEASES: folders.releases,
      HAND_OVER_STOPS: folders.stops,
    });
    this.stores = {
      segments: new ObjectStore('segments', folders.segments),
      'zone-plans': new ObjectStore('zone-plans', folders.plans),
      footprints: new ObjectStore('footprints', folders.footprints),
      'stop-lists-anonymisation': new ObjectStore('stop-lists-anonymisation', folders.lists),
      'return-visits': new ObjectStore('return-visits', folders.marks),
      releases: new ObjectStore('releases', folders.releases),
      stops: new ObjectStore('stops', folders.stops),
    };
  }

  /** Keys and tables; no service yet. */
  async prepare(): Promise<void> {
    const secrets = { seal: this.keys, 'return-visits': this.markKeys };
    for (const [name, { privateKey }] of Object.entries(secrets))
      await writeFile(join(this.environment.SECRETS_DIR, `${name}.private`), privateKey.toString('base64'));
    await runMigrations(dataSourceOptions(this.environment.DATABASE_URL));
    this.dataSource ??= await new DataSource(dataSourceOptions(this.environment.DATABASE_URL)).initialize();
  }

  async start(module?: DynamicModule): Promise<void> {
    await this.prepare();
    this.app = await createService({
      service: 'anonymisation',
      module: module ?? AppModule.for(this.environment, { relayEveryMs: 100, reconcileEveryMs: 300 }),
      environment: this.environment,
    });
    await this.app.init();
    await this.app.getHttpAdapter().getInstance().ready();
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  async end(): Promise<void> {
    if (this.app) await this.stop();
    await this.kept?.end();
    await this.dataSource.destroy();
  }

  protected engine(): KeptEngine {
    const settings = { scratchDirectory: this.environment.SCRATCH_DIR, maxMemoryMegabytes: 500, threads: 1 };
    return (this.kept ??= new KeptEngine(settings));
  }

  store(handOver: keyof BootedService['stores']): ObjectStore {
    return this.stores[handOver];
  }

  /** Keys of releases' files: without what says that noise was drawn. */
  async releaseFiles(): Promise<string[]> {
    return (await this.store('releases').list()).filter((key) => !key.startsWith('drawn/'));
  }

  /** As a backup of before the measurement has it: nothing of it is known, but that the period is cleared. */
  async restoreToBefore(period: Day, { hashKey, leaseToken }: { hashKey: Buffer; leaseToken: string }): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      for (const table of ['measurement', 'ledger_entry', 'release']) {
        await manager.query(`GRANT DELETE ON ${table} TO CURRENT_USER`);
        await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        await manager.query(`DELETE FROM ${table} WHERE day = $1`, [period]);
        await manager.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
        await manager.query(`REVOKE DELETE ON ${table} FROM CURRENT_USER`);
      }
      await manager.query(
        `DELETE FROM outbox WHERE job <> 'release.clearance-requested' AND coalesce(payload->>'period', payload->>'day') = $1`,
        [period],
      );
      await manager.query(
        `UPDATE period_close SET state = 'CLEARED', hash_key = $2, lease_token = $3, lease_until = 'infinity', ended_at = NULL
         WHERE period = $1`,
        [period, hashKey, leaseToken],
      );
    });
  }

  /** Hands a job to its processor, as the queue would; or to {@link post}, where the service is another process. */
  async deliver<D extends JobDefinition>(
    processor: Type<JobHandler<D>>,
    payload: unknown,
    rowId = randomUUID(),
  ): Promise<void> {
    if (this.post) return this.post(processor, { rowId, ring: 0, payload });
    const handler = this.app.get<JobHandler<D>>(processor, { strict: false });
    await handler.handle({ rowId, payload: payload as JobPayload<D>, signal: new AbortController().signal });
  }

  async outbox<D extends JobDefinition>(job: string, period?: Period): Promise<OutboxRow<D>[]> {
    const rows = await this.dataSource.query<OutboxRow<D>[]>(
      `SELECT id, consumer, payload FROM outbox
       WHERE job = $1 AND ($2::text IS NULL OR coalesce(payload->>'period', payload->>'day') = $2)
       ORDER BY created_at, consumer`,
      [job, period ?? null],
    );
    return rows;
  }

  async stateOf(period: Period): Promise<string> {
    const [row] = await this.dataSource.query<{ state: string; reason: string | null }[]>(
      'SELECT state, reason FROM period_close WHERE market = $1 AND period = $2',
      [MARKET, period],
    );
    return row ? [row.state, ...(row.reason ? [row.reason] : [])].join(' ') : 'unknown';
  }

  async untilState(period: Period, state: string): Promise<void> {
    await waitFor(async () => (await this.stateOf(period)) === state, { timeoutMs: 60_000 }).catch(async () => {
      throw new Error(`the close is ${await this.stateOf(period)}, not ${state}`);
    });
  }

  /** The noisy tables of a period, by `<table> <group>`. */
  async measured(period: Period): Promise<Record<string, readonly number[]>> {
    const rows = await new MeasurementsRepository(new Transactions(this.dataSource)).find(MARKET, period);
    return Object.fromEntries(rows.map(({ table, group, measured }) => [`${table} ${group}`, measured.values]));
  }

  /** What is held of a month's return visits, opened with the key of marks. */
  async marksOf(month: Month): Promise<TestMark[]> {
    const files = await this.dataSource.query<{ key: string; sha256: string }[]>(
      `SELECT object_key AS key, sha256 FROM return_visit_file WHERE month = $1 AND state = 'LIVE'`,
      [month],
    );
    if (files.length === 0) return [];
    return this.engine().use(async (engine) => {
      const paths: string[] = [];
      for (const [index, { key: objectKey, sha256 }] of files.entries()) {
        const sealed = await this.store('return-visits').readBytes({ handOver: 'return-visits', objectKey, sha256 });
        paths.push(join(engine.directory, `m-${index}.native.lz4`));
        await writeFile(paths.at(-1)!, await openBytes(this.markKeys, sealed));
      }
      const marks = await engine.rows<TestMark>(
        `SELECT reinterpretAsUInt32(substring(pseudonym, 1, 4)) AS person, day, zone
         FROM ${engine.source('m-*.native.lz4', 'Native', MARKS_STRUCTURE)} ORDER BY person, day, zone`,
      );
      await Promise.all(paths.map((path) => rm(path)));
      return marks;
    });
  }

  async countOf(table: string, day: Day): Promise<number> {
    const [row] = await this.dataSource.query<{ count: string }[]>(`SELECT count(*) FROM ${table} WHERE day = $1`, [
      day,
    ]);
    return Number(row!.count);
  }
}
