import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  addDays,
  SEGMENT_FILE_STRUCTURE,
  type BatchId,
  type ClaimCheck,
  type Day,
  type DayManifest,
  type Group,
  type JobDefinition,
  type JobPayload,
  type MarketId,
  type PanelId,
  type SegmentId,
  type ZonePlanId,
  dayCompleted,
  GROUP_CODES,
  panelIssued,
  releaseCleared,
  stopListGrown,
  zonePlanApproved,
} from '@passant/contracts';
import { runInEngine } from '@passant/engine';
import {
  createService,
  generateSealKeyPair,
  ObjectStore,
  runMigrations,
  sealBytes,
  type JobHandler,
} from '@passant/platform';
import { temporaryFolder, testEnvironment, waitFor, type TestStack } from '@passant/testing';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { DynamicModule, Type } from '@nestjs/common';
import { AppModule } from '../src/app.module';
import { DayCompletedProcessor } from '../src/closes/day-completed.processor';
import { ReleaseClearedProcessor } from '../src/closes/release-cleared.processor';
import { dataSourceOptions } from '../src/database/data-source';
import type { Environment } from '../src/environment';
import { PanelIssuedProcessor } from '../src/panels/panel-issued.processor';
import { ZonePlanApprovedProcessor } from '../src/plans/zone-plan-approved.processor';
import { StopListGrownProcessor } from '../src/stop-lists/stop-list-grown.processor';
import { aPlan, pseudonymOf, type TestEvent } from './test-day';

export const MARKET = 'leipzig' as MarketId;
export const PLAN_ID = aPlan().planId;

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
  readonly environment: Environment;
  private readonly stores: Record<
    'segments' | 'zone-plans' | 'footprints' | 'stop-lists-anonymisation' | 'releases',
    ObjectStore
  >;

  constructor(stack: TestStack) {
    const folders = {
      segments: temporaryFolder(),
      plans: temporaryFolder(),
      footprints: temporaryFolder(),
      lists: temporaryFolder(),
      releases: temporaryFolder(),
    };
    this.environment = testEnvironment(stack, {
      SECRETS_DIR: temporaryFolder(),
      SCRATCH_DIR: temporaryFolder(),
      ENGINE_MAX_MEMORY_MB: 1000,
      ENGINE_THREADS: 2,
      HAND_OVER_SEGMENTS: folders.segments,
      HAND_OVER_ZONE_PLANS: folders.plans,
      HAND_OVER_FOOTPRINTS: folders.footprints,
      HAND_OVER_STOP_LISTS_ANONYMISATION: folders.lists,
      HAND_OVER_RELEASES: folders.releases,
    });
    this.stores = {
      segments: new ObjectStore('segments', folders.segments),
      'zone-plans': new ObjectStore('zone-plans', folders.plans),
      footprints: new ObjectStore('footprints', folders.footprints),
      'stop-lists-anonymisation': new ObjectStore('stop-lists-anonymisation', folders.lists),
      releases: new ObjectStore('releases', folders.releases),
    };
  }

  /** Keys and tables; no service yet. */
  async prepare(): Promise<void> {
    await writeFile(join(this.environment.SECRETS_DIR, 'seal.private'), this.keys.privateKey.toString('base64'));
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
    await this.dataSource.destroy();
  }

  store(handOver: keyof RunningService['stores']): ObjectStore {
    return this.stores[handOver];
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

  async approvePlan({
    residents = 1000,
    covered = [true, true, true],
  }: { residents?: number | null; covered?: boolean[] } = {}): Promise<void> {
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
      format: 'zone-plan/1',
      planId: PLAN_ID,
      version: 1,
      market: { id: MARKET, name: 'Leipzig', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-03-01' },
      residents,
      zones: covered.map((one, index) => ({
        id: `z${index}`,
        name: `Zone ${index}`,
        kind: 'district',
        residents: null,
        areaSquareMetres: 1,
        covered: one,
        geometry: square(index),
      })),
    };
    const zones = await this.stores['zone-plans'].put(`${MARKET}/1.json`, Buffer.from(JSON.stringify(artefact)));
    const footprints = await this.stores.footprints.put(`${MARKET}/1.json`, Buffer.from(JSON.stringify(aPlan())));
    const payload: JobPayload<typeof zonePlanApproved> = {
      market: MARKET,
      planId: PLAN_ID,
      version: 1,
      zones,
      footprints,
    };
    await this.deliver(ZonePlanApprovedProcessor, payload);
  }

  async issuePanel(
    day: Day,
    sizes: Partial<Record<Group, number>> = { 'place-statistics': 400, both: 600 },
    destroyBy = '2099-01-01T00:00:00Z',
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
      destroyBy,
    };
    await this.deliver(PanelIssuedProcessor, payload);
  }

  /** Seals one batch's rows as a segment. */
  async putSegment(
    day: Day,
    batchId: BatchId,
    events: readonly TestEvent[],
    cut = { shard: 0, shards: 1 },
  ): Promise<DayManifest['segments'][number]> {
    const segmentId = randomUUID() as SegmentId;
    const bytes = await runInEngine(
      { scratchDirectory: this.environment.SCRATCH_DIR, maxMemoryMegabytes: 500, threads: 1 },
      async (engine) => {
        const rows = events.map(({ person, time, cell, group }) =>
          [pseudonymOf(person).toString('hex'), time, cell, GROUP_CODES[group ?? 'both']].join('\t'),
        );
        await writeFile(join(engine.directory, 'rows.tsv'), rows.map((row) => `${row}\n`).join(''));
        await engine.execute(
          `INSERT INTO FUNCTION ${engine.target('segment.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)}
         SELECT toFixedString(unhex(hex), 16), toDateTime(time, 'UTC'), cell_id, code
         FROM ${engine.source('rows.tsv', 'TSV', 'hex String, time UInt32, cell_id String, code UInt8')} ORDER BY hex, time`,
        );
        return readFile(join(engine.directory, 'segment.native.lz4'));
      },
    );
    const file = await this.stores.segments.put(
      `${MARKET}/${day}/${segmentId}.sealed`,
      await sealBytes(this.keys.publicKey, bytes),
    );
    return { segmentId, batchId, dataKind: 'presence', ...cut, rows: events.length, file };
  }

  async putManifest(day: Day, segments: DayManifest['segments'], planId: ZonePlanId = PLAN_ID): Promise<ClaimCheck> {
    const manifest: DayManifest = { format: 'day-manifest/1', market: MARKET, day, planId, segments };
    return this.stores.segments.put(
      `${MARKET}/${day}/manifest.sealed`,
      await sealBytes(this.keys.publicKey, Buffer.from(JSON.stringify(manifest))),
    );
  }

  async complete(day: Day, manifest: ClaimCheck): Promise<void> {
    const payload: JobPayload<typeof dayCompleted> = { market: MARKET, day, planId: PLAN_ID, manifest };
    await this.deliver(DayCompletedProcessor, payload);
  }

  /** A day from events to clearance: all but consent's answer. */
  async completeDay(day: Day, events: readonly TestEvent[]): Promise<BatchId> {
    const batchId = randomUUID() as BatchId;
    const segments = events.length === 0 ? [] : [await this.putSegment(day, batchId, events)];
    await this.complete(day, await this.putManifest(day, segments));
    return batchId;
  }

  async growStopList(day: Day, number: number, people: readonly number[]): Promise<void> {
    const list = {
      format: 'stop-list/1',
      market: MARKET,
      day,
      number,
      pseudonyms: [{ dataKind: 'presence', base64: Buffer.concat(people.map(pseudonymOf)).toString('base64') }],
    };
    const sealed = await sealBytes(this.keys.publicKey, Buffer.from(JSON.stringify(list)));
    const check = await this.stores['stop-lists-anonymisation'].put(`${MARKET}/${day}/${number}.sealed`, sealed);
    const payload: JobPayload<typeof stopListGrown> = { market: MARKET, day, number, list: check };
    await this.deliver(StopListGrownProcessor, payload);
  }

  /** Answers the newest question about a day, as consent would. */
  async clear(day: Day, stopListNumber = 0): Promise<void> {
    const questions = await this.outbox<JobDefinition>('release.clearance-requested', day);
    const { clearanceId } = questions.at(-1)!.payload as { clearanceId: string };
    const payload = { market: MARKET, day, clearanceId, stopListNumber } as JobPayload<typeof releaseCleared>;
    await this.deliver(ReleaseClearedProcessor, payload);
  }

  async outbox<D extends JobDefinition>(job: string, day?: Day): Promise<OutboxRow<D>[]> {
    const rows = await this.dataSource.query<OutboxRow<D>[]>(
      `SELECT id, consumer, payload FROM outbox WHERE job = $1 AND ($2::text IS NULL OR payload->>'day' = $2)
       ORDER BY created_at, consumer`,
      [job, day ?? null],
    );
    return rows;
  }

  async stateOf(day: Day): Promise<string> {
    const [row] = await this.dataSource.query<{ state: string; reason: string | null }[]>(
      'SELECT state, reason FROM day_close WHERE market = $1 AND day = $2',
      [MARKET, day],
    );
    return row ? [row.state, ...(row.reason ? [row.reason] : [])].join(' ') : 'unknown';
  }

  async untilState(day: Day, state: string): Promise<void> {
    await waitFor(async () => (await this.stateOf(day)) === state, { timeoutMs: 15_000 }).catch(async () => {
      throw new Error(`the close is ${await this.stateOf(day)}, not ${state}`);
    });
  }

  async countOf(table: string, day: Day): Promise<number> {
    const [row] = await this.dataSource.query<{ count: string }[]>(`SELECT count(*) FROM ${table} WHERE day = $1`, [
      day,
    ]);
    return Number(row!.count);
  }
}

/** Days of their own for each test. */
export function dayMaker(): () => Day {
  let next = '2026-03-01' as Day;
  return () => (next = addDays(next, 1));
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
