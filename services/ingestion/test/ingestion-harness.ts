import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Actor,
  type Day,
  type JobPayload,
  type MarketId,
  PANEL_DATA_KINDS,
  type PanelDataKind,
  type PanelId,
  type panelIssued,
  type Period,
  SEGMENT_FILE_STRUCTURE,
  type StaffRole,
  type stopListGrown,
} from '@passant/contracts';
import { runInEngine } from '@passant/engine';
import {
  createService,
  generateSealKeyPair,
  ObjectStore,
  ObjectStores,
  openBytes,
  runMigrations,
  sealBytes,
  type SealKeyPair,
} from '@passant/platform';
import {
  type CapturedLogs,
  ServiceClient,
  temporaryFolder,
  testEnvironment,
  type TestStack,
  waitFor,
} from '@passant/testing';
import { DataSource } from 'typeorm';
import { appModule } from '../src/app.module';
import { dataSourceOptions } from '../src/database/data-source';
import { PanelIssuedProcessor, StopListGrownProcessor } from '../src/days/day-jobs.processors';
import { BATCH_FIELDS, type BatchAnswer, type SegmentRow } from './batch-answer';
import { type PanelPerson, pseudonymOf, writePanelFiles } from './panel-people';

export const staff = (staffId: string, ...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId, roles });
export const nora = staff('nora-network', 'network-operator');
export const ada = staff('ada-admin', 'admin');
export const anton = staff('anton-approver', 'approver');

/** The domain clock of these tests stands here when the service boots. */
export const NOW = Date.parse('2026-07-01T12:00:00Z');

/** A running ingestion service, with the neighbours' ends of its hand-overs. */
export class IngestionHarness {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly dataSource: DataSource,
    readonly folders: Record<
      'stops' | 'uploads' | 'panels' | 'stopLists' | 'segments' | 'zonePlans' | 'footprints' | 'scratch',
      string
    >,
    readonly keys: { own: SealKeyPair; anonymisation: SealKeyPair },
  ) {}

  static async start(stack: TestStack, logs?: CapturedLogs): Promise<IngestionHarness> {
    const home = temporaryFolder();
    const folder = (name: string): string => {
      mkdirSync(join(home, name), { recursive: true });
      return join(home, name);
    };
    const folders = {
      uploads: folder('uploads'),
      panels: folder('panels'),
      stopLists: folder('stop-lists'),
      segments: folder('segments'),
      zonePlans: folder('zone-plans'),
      stops: folder('stops'),
      footprints: folder('footprints'),
      scratch: folder('scratch'),
    };
    const keys = { own: generateSealKeyPair(), anonymisation: generateSealKeyPair() };
    writeFileSync(join(folder('secrets'), 'seal.private'), keys.own.privateKey.toString('base64'));
    writeFileSync(join(home, 'anonymisation.pub'), keys.anonymisation.publicKey.toString('base64'));
    const environment = testEnvironment(stack, {
      LOG_LEVEL: logs ? ('trace' as const) : ('silent' as const),
      CLOCK_OFFSET_SECONDS: Math.round((NOW - Date.now()) / 1000),
      SECRETS_DIR: join(home, 'secrets'),
      ANONYMISATION_PUBLIC_KEY_FILE: join(home, 'anonymisation.pub'),
      SCRATCH_DIR: folders.scratch,
      ENGINE_MAX_MEMORY_MB: 3000,
      ENGINE_THREADS: 2,
      HAND_OVER_UPLOADS: folders.uploads,
      HAND_OVER_PANELS: folders.panels,
      HAND_OVER_STOP_LISTS_INGESTION: folders.stopLists,
      HAND_OVER_SEGMENTS: folders.segments,
      HAND_OVER_ZONE_PLANS: folders.zonePlans,
      HAND_OVER_STOPS: folders.stops,
      HAND_OVER_FOOTPRINTS: folders.footprints,
    });
    await runMigrations(dataSourceOptions(environment.DATABASE_URL));
    const app = await createService({
      service: 'ingestion',
      module: appModule(environment),
      environment,
      ...(logs && { logTo: logs }),
    });
    try {
      await app.init();
    } catch (error) {
      await app.close().catch(() => undefined);
      throw error;
    }
    await app.getHttpAdapter().getInstance().ready();
    return new IngestionHarness(app, app.get(DataSource), folders, keys);
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  private get client(): ServiceClient {
    return new ServiceClient(this.app, 'ingestion');
  }

  async ask<Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.client.graphql<Data>(actor, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data!;
  }

  graphql<Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}) {
    return this.client.graphql<Data>(actor, query, variables);
  }

  put(url: string, body: string | Buffer, contentType = 'application/octet-stream', actor = nora) {
    return this.client.request(actor, { method: 'PUT', url, body, contentType });
  }

  /** A market with an approved plan; by default without districts. */
  async openMarket(market: { id: string; timeZone: string; cells: string; country?: string }): Promise<string> {
    await this.put(`/uploads/network/${market.id}/cells`, market.cells, 'text/csv');
    const input = {
      market: {
        id: market.id,
        name: market.id,
        country: market.country ?? 'DE',
        timeZone: market.timeZone,
        firstDay: '2012-01-01',
      },
    };
    const { proposeZonePlan: plan } = await this.ask<{ proposeZonePlan: { id: string; problems: unknown[] } }>(
      nora,
      'mutation ($input: ProposeZonePlanInput!) { proposeZonePlan(input: $input) { id problems { message } } }',
      { input },
    );
    for (const person of [ada, anton]) {
      await this.ask(person, 'mutation ($id: ID!) { approveZonePlan(planId: $id) { status } }', { id: plan.id });
    }
    return plan.id;
  }

  async upload(market: string, events: string | Buffer): Promise<string> {
    const response = await this.put(`/uploads/events/${market}?name=events.csv`, events);
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
    return response.json<{ batchId: string }>().batchId;
  }

  async batch(id: string): Promise<BatchAnswer> {
    return (
      await this.ask<{ batch: BatchAnswer }>(nora, `query ($id: ID!) { batch(id: $id) { ${BATCH_FIELDS} } }`, { id })
    ).batch;
  }

  waitForState(id: string, ...states: string[]): Promise<BatchAnswer> {
    return waitFor(
      async () => {
        const batch = await this.batch(id);
        return states.includes(batch.state) ? batch : undefined;
      },
      { timeoutMs: 90_000 },
    );
  }

  /** What consent does: panels of these people for these days, each data kind cut into `shards` files, sealed to ingestion, and told. */
  async issuePanels(
    market: string,
    days: readonly string[],
    people: readonly (string | PanelPerson)[],
    shards = 1,
  ): Promise<void> {
    const settings = { scratchDirectory: this.folders.scratch, maxMemoryMegabytes: 1000, threads: 2 };
    const store = new ObjectStore('panels', this.folders.panels);
    await runInEngine(settings, async (engine) => {
      for (const day of days) {
        const matchKey = [
          randomBytes(8).readBigUInt64LE().toString(),
          randomBytes(8).readBigUInt64LE().toString(),
        ] as const;
        const folder = `${market}/${day}`;
        const files = [];
        for (const dataKind of PANEL_DATA_KINDS) {
          await writePanelFiles(engine, { people, day, dataKind, shards, matchKey });
          for (let shard = 0; shard < shards; shard++) {
            const path = join(engine.directory, `${dataKind}-${day}-${shard}.native`);
            if (!existsSync(path)) continue;
            const sealed = await sealBytes(this.keys.own.publicKey, readFileSync(path));
            files.push({ dataKind, shard, file: await store.put(`${folder}/${dataKind}-${shard}.sealed`, sealed) });
          }
        }
        const panelId = randomUUID();
        const manifest = { format: 'panel/2', panelId, market, day, matchKey, shards, files };
        const sealed = await sealBytes(this.keys.own.publicKey, Buffer.from(JSON.stringify(manifest)));
        await this.tellPanel({
          market: market as MarketId,
          day: day as Day,
          panelId: panelId as PanelId,
          panel: await store.put(`${folder}/manifest.sealed`, sealed),
          measured: [],
          strata: null,
          destroyBy: new Date(NOW + 48 * 3_600_000).toISOString(),
        });
      }
    });
  }

  tellPanel(payload: JobPayload<typeof panelIssued>, rowId: string = randomUUID()): Promise<void> {
    return this.app.get(PanelIssuedProcessor).handle({ rowId, payload, signal: new AbortController().signal });
  }

  /** What consent does when people withdraw: all their pseudonyms of the day (or month), with the next number. */
  async stopPeople(market: string, period: string, number: number, people: readonly string[]) {
    const list = {
      format: 'stop-list/2',
      market,
      period,
      number,
      pseudonyms: PANEL_DATA_KINDS.map((dataKind) => {
        const bytes = Buffer.concat(people.map((person) => pseudonymOf(period, person, dataKind)));
        return { dataKind, base64: bytes.toString('base64') };
      }),
    };
    const sealed = await sealBytes(this.keys.own.publicKey, Buffer.from(JSON.stringify(list)));
    const store = new ObjectStore('stop-lists-ingestion', this.folders.stopLists);
    const check = await store.put(`${market}/${period}/${number}.sealed`, sealed);
    const grown = { market: market as MarketId, period: period as Period, number, list: check };
    await this.tellStopList(grown);
    return grown;
  }

  tellStopList(payload: JobPayload<typeof stopListGrown>, rowId: string = randomUUID()): Promise<void> {
    return this.app.get(StopListGrownProcessor).handle({ rowId, payload, signal: new AbortController().signal });
  }

  /** Payloads of the jobs this service asked for, oldest first. */
  async jobs<Payload>(name: string, consumer?: string): Promise<Payload[]> {
    const rows: { payload: Payload }[] = await this.dataSource.query(
      'SELECT payload FROM outbox WHERE job = $1 AND consumer = coalesce($2, consumer) ORDER BY created_at, id',
      [name, consumer ?? null],
    );
    return rows.map(({ payload }) => payload);
  }

  /** What anonymisation can read: rows of sealed segments in their order, opened with its key. */
  async openSegments(batchId: string, dataKind: PanelDataKind = 'presence'): Promise<SegmentRow[]> {
    const segments: { file: { objectKey: string }; rows: string }[] = await this.dataSource.query(
      'SELECT file, rows FROM segment WHERE batch_id = $1 AND data_kind = $2 ORDER BY day, shard',
      [batchId, dataKind],
    );
    const settings = { scratchDirectory: this.folders.scratch, maxMemoryMegabytes: 1000, threads: 1 };
    return runInEngine(settings, async (engine) => {
      const rows: SegmentRow[] = [];
      for (const [index, { file, rows: declared }] of segments.entries()) {
        const sealed = readFileSync(join(this.folders.segments, file.objectKey));
        writeFileSync(join(engine.directory, `s${index}.native.lz4`), await openBytes(this.keys.anonymisation, sealed));
        const found = await engine.rows<SegmentRow>(
          `SELECT lower(hex(pseudonym)) AS pseudonym, toString(time) AS time, cell_id, group_code, age_code, gender_code, home_area
           FROM ${engine.source(`s${index}.native.lz4`, 'Native', SEGMENT_FILE_STRUCTURE)} LIMIT 90000`,
        );
        if (found.length !== Number(declared)) throw new Error('a segment does not hold the rows it says');
        rows.push(...found);
      }
      return rows;
    });
  }

  storedFiles(folder: 'uploads' | 'segments'): string[] {
    return readdirSync(this.folders[folder], { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  get stores(): ObjectStores {
    return this.app.get(ObjectStores);
  }
}
