import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  addDays,
  AGE_NOT_GIVEN,
  DAILY_PRODUCTS,
  GENDER_NOT_GIVEN,
  GROUPS,
  isMonth,
  PANEL_DATA_KINDS,
  PROCESSING_STOPS_KEY,
  PURPOSES,
  SEGMENT_FILE_STRUCTURE,
  TABLES,
  type BatchId,
  type ClaimCheck,
  type Day,
  type DayManifest,
  type Group,
  type JobDefinition,
  type JobPayload,
  type MarketId,
  type MeasuredStrata,
  type Month,
  type PanelDataKind,
  type PanelId,
  type PlanLocationError,
  type Period,
  type ProcessingStop,
  type SegmentId,
  type ZonePlanId,
  dayCompleted,
  GROUP_CODES,
  monthCompleted,
  panelIssued,
  releaseCleared,
  stopListGrown,
  zonePlanApproved,
} from '@passant/contracts';
import {
  createService,
  generateSealKeyPair,
  ObjectStore,
  openBytes,
  runMigrations,
  sealBytes,
  type JobHandler,
  Transactions,
} from '@passant/platform';
import { temporaryFolder, testEnvironment, waitFor, type TestStack } from '@passant/testing';
import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { DynamicModule, Type } from '@nestjs/common';
import { AppModule } from '../src/app.module';
import { DayCompletedProcessor } from '../src/closes/day-completed.processor';
import { MonthCompletedProcessor } from '../src/closes/month-completed.processor';
import { ReleaseClearedProcessor } from '../src/closes/release-cleared.processor';
import { dataSourceOptions } from '../src/database/data-source';
import type { Environment } from '../src/environment';
import { MeasurementsRepository } from '../src/releases/measurements.repository';
import { PanelIssuedProcessor } from '../src/panels/panel-issued.processor';
import { ZonePlanApprovedProcessor } from '../src/plans/zone-plan-approved.processor';
import { StopListGrownProcessor } from '../src/stop-lists/stop-list-grown.processor';
import { MARKS_STRUCTURE } from '../src/transform/marks';
import { KeptEngine } from './kept-engine';
import { aPlan, pseudonymOf, type TestEvent } from './test-day';

export const MARKET = 'leipzig' as MarketId;
export const PLAN_ID = '018f0000-0000-4000-8000-000000000001' as ZonePlanId;

/** What a day leaves: every table but frequency for each group, a release a product and purpose, told to two services. */
export const OF_A_DAY = {
  measurements: (TABLES.length - 1) * GROUPS.length,
  releases: DAILY_PRODUCTS.length * PURPOSES.length,
  announcements: DAILY_PRODUCTS.length * PURPOSES.length * 2,
};

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

/** The service on real parts, with hands that play its neighbours. */
export class RunningService {
  app: NestFastifyApplication;
  dataSource: DataSource;
  post: ((processor: Type, envelope: { rowId: string; ring: number; payload: unknown }) => Promise<void>) | undefined;
  readonly keys = generateSealKeyPair();
  readonly markKeys = generateSealKeyPair();
  readonly environment: Environment;
  private kept: KeptEngine | undefined;
  private readonly stores: Record<
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

  private engine(): KeptEngine {
    const settings = { scratchDirectory: this.environment.SCRATCH_DIR, maxMemoryMegabytes: 500, threads: 1 };
    return (this.kept ??= new KeptEngine(settings));
  }

  store(handOver: keyof RunningService['stores']): ObjectStore {
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

  /** Every zone is the home area `h<number>`; one region of all. */
  async approvePlan({
    residents = 1000,
    covered = [true, true, true],
    planId = PLAN_ID,
    version = 1,
    locationError,
  }: {
    residents?: number | null;
    covered?: boolean[];
    planId?: ZonePlanId;
    version?: number;
    locationError?: PlanLocationError;
  } = {}): Promise<void> {
    const square = (x: number) => ({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [x, 51],
            [x + 1, 51],
            [x + 1, 52],
            [x, 52],
            [x, 51],
          ],
        ],
      ],
    });
    const artefact = {
      format: 'zone-plan/2',
      planId,
      version,
      market: { id: MARKET, name: 'Leipzig', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-03-01' },
      residents,
      zones: covered.map((one, index) => ({
        id: `z${index}`,
        name: `Zone ${index}`,
        kind: 'district',
        residents: null,
        areaSquareMetres: 1,
        covered: one,
        areas: [`h${index}`],
        region: 0,
        geometry: square(index),
      })),
      regions: [{ id: 'R-all', name: 'All', residents: null }],
      ...(locationError && { locationError }),
    };
    await this.receivePlan(artefact, { ...aPlan().footprints, format: 'footprints/1', planId });
  }

  /** The two files of an approved plan. */
  async receivePlan(artefact: { planId: ZonePlanId; version: number }, plan: object): Promise<void> {
    const { planId, version } = artefact;
    const key = `${MARKET}/${version}.json`;
    const zones = await this.stores['zone-plans'].put(key, Buffer.from(JSON.stringify(artefact)));
    const footprints = await this.stores.footprints.put(key, Buffer.from(JSON.stringify(plan)));
    const payload: JobPayload<typeof zonePlanApproved> = {
      market: MARKET,
      planId,
      version,
      zones,
      footprints,
    };
    await this.deliver(ZonePlanApprovedProcessor, payload);
  }

  async issuePanel(
    day: Day,
    sizes: Partial<Record<Group, number>> = { 'place-statistics': 400, both: 600 },
    { destroyBy = '2099-01-01T00:00:00Z', strata = null }: { destroyBy?: string; strata?: MeasuredStrata | null } = {},
  ): Promise<void> {
    const payload: JobPayload<typeof panelIssued> = {
      market: MARKET,
      day,
      panelId: randomUUID() as PanelId,
      panel: null,
      measured: Object.entries(sizes).map(([group, size]) => ({
        dataKind: 'presence',
        group: group as Group,
        size,
        sigmaSquared: 1000,
        rho: '1/2000',
      })),
      strata,
      destroyBy,
    };
    await this.deliver(PanelIssuedProcessor, payload);
  }

  /** Seals one batch's rows as a segment. */
  async putSegment(
    day: Day,
    batchId: BatchId,
    events: readonly TestEvent[],
    { dataKind = 'presence', ...cut }: { shard: number; shards: number; dataKind?: PanelDataKind } = {
      shard: 0,
      shards: 1,
    },
  ): Promise<DayManifest['segments'][number]> {
    const segmentId = randomUUID() as SegmentId;
    const bytes = await this.engine().use(async (engine) => {
      const rows = events.map(({ person, time, cell, group, age, gender, home }) =>
        [
          ...[pseudonymOf(person).toString('hex'), time, cell, GROUP_CODES[group ?? 'both']],
          ...[age ?? AGE_NOT_GIVEN, gender ?? GENDER_NOT_GIVEN, home ?? ''],
        ].join('\t'),
      );
      await writeFile(join(engine.directory, 'rows.tsv'), rows.map((row) => `${row}\n`).join(''));
      await engine.execute(
        `INSERT INTO FUNCTION ${engine.target('segment.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)}
         SELECT toFixedString(unhex(hex), 16), toDateTime(time, 'UTC'), cell_id, code, age, gender, home
         FROM ${engine.source('rows.tsv', 'TSV', ROWS_STRUCTURE)} ORDER BY hex, time`,
      );
      return readFile(join(engine.directory, 'segment.native.lz4'));
    });
    const file = await this.stores.segments.put(
      `${MARKET}/${day}/${segmentId}.sealed`,
      await sealBytes(this.keys.publicKey, bytes),
    );
    return { segmentId, batchId, dataKind, ...cut, rows: events.length, file };
  }

  async putManifest(day: Day, segments: DayManifest['segments'], planId: ZonePlanId = PLAN_ID): Promise<ClaimCheck> {
    const manifest: DayManifest = { format: 'day-manifest/2', market: MARKET, day, planId, segments };
    return this.stores.segments.put(
      `${MARKET}/${day}/manifest.sealed`,
      await sealBytes(this.keys.publicKey, Buffer.from(JSON.stringify(manifest))),
    );
  }

  async complete(day: Day, manifest: ClaimCheck, planId: ZonePlanId = PLAN_ID): Promise<void> {
    const payload: JobPayload<typeof dayCompleted> = { market: MARKET, day, planId, manifest };
    await this.deliver(DayCompletedProcessor, payload);
  }

  async completeMonth(month: Month, planId: ZonePlanId = PLAN_ID): Promise<void> {
    const payload: JobPayload<typeof monthCompleted> = { market: MARKET, month, planId };
    await this.deliver(MonthCompletedProcessor, payload);
  }

  /** A day from events to clearance: all but consent's answer. The same events for every data kind named. */
  async completeDay(
    day: Day,
    events: readonly TestEvent[],
    { dataKinds = ['presence'], planId = PLAN_ID }: { dataKinds?: readonly PanelDataKind[]; planId?: ZonePlanId } = {},
  ): Promise<BatchId> {
    const batchId = randomUUID() as BatchId;
    const segments: DayManifest['segments'] = [];
    for (const dataKind of events.length === 0 ? [] : dataKinds)
      segments.push(await this.putSegment(day, batchId, events, { shard: 0, shards: 1, dataKind }));
    await this.complete(day, await this.putManifest(day, segments, planId), planId);
    return batchId;
  }

  /** A list that names these people under all data kinds of a day, or for return visits of a month. */
  async sealStopList(period: Period, number: number, people: readonly number[]): Promise<Buffer> {
    const base64 = Buffer.concat(people.map(pseudonymOf)).toString('base64');
    const dataKinds = isMonth(period) ? (['return-visits'] as const) : PANEL_DATA_KINDS;
    const list = {
      ...{ format: 'stop-list/2', market: MARKET, period, number },
      pseudonyms: dataKinds.map((dataKind) => ({ dataKind, base64 })),
    };
    return sealBytes(this.keys.publicKey, Buffer.from(JSON.stringify(list)));
  }

  async growStopList(period: Period, number: number, people: readonly number[]): Promise<void> {
    const sealed = await this.sealStopList(period, number, people);
    const list = await this.stores['stop-lists-anonymisation'].put(`${MARKET}/${period}/${number}.sealed`, sealed);
    await this.announceStopList(period, number, list);
  }

  async announceStopList(period: Period, number: number, list: ClaimCheck): Promise<void> {
    const payload: JobPayload<typeof stopListGrown> = { market: MARKET, period, number, list };
    await this.deliver(StopListGrownProcessor, payload);
  }

  /** Answers the newest question about a period, as consent would. */
  async clear(period: Period, stopListNumber = 0): Promise<void> {
    const questions = await this.outbox<JobDefinition>('release.clearance-requested', period);
    const { clearanceId } = questions.at(-1)!.payload as { clearanceId: string };
    const payload = { market: MARKET, period, clearanceId, stopListNumber } as JobPayload<typeof releaseCleared>;
    await this.deliver(ReleaseClearedProcessor, payload);
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

  /** As consent would write them. */
  async putStops(number: number, stops: readonly ToldStop[]): Promise<void> {
    const told = stops.map((stop) => ({ endedAt: null, ...stop, number, market: MARKET, until: null }));
    const written = { format: 'processing-stops/1', number, stops: told };
    await this.stores.stops.put(PROCESSING_STOPS_KEY, Buffer.from(JSON.stringify(written)));
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

const ROWS_STRUCTURE = 'hex String, time UInt32, cell_id String, code UInt8, age UInt8, gender UInt8, home String';

/** Days of their own for each test. */
export function dayMaker(): () => Day {
  let next = '2026-03-01' as Day;
  return () => (next = addDays(next, 1));
}

/** Months of their own for each test: a year that has not come, so that none of them is past its deadline. */
export function monthMaker(): () => Month {
  let next = 0;
  return () => `20${90 + Math.floor(next / 12)}-${String((next++ % 12) + 1).padStart(2, '0')}` as Month;
}

/** People who stay in one cell from 8 to 9 in the morning. */
export const stayers = (day: Day, people: readonly number[], group: Group = 'both', cell = 'a'): TestEvent[] =>
  people.flatMap((person) =>
    ['08:00', '08:30', '09:00'].map((time) => ({
      person,
      time: Date.parse(`${day}T${time}:00Z`) / 1000 - 3600,
      cell,
      group,
    })),
  );

export type ToldStop = Omit<ProcessingStop, 'number' | 'market' | 'until' | 'endedAt'> &
  Partial<Pick<ProcessingStop, 'endedAt'>>;
