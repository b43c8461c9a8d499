import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Actor,
  type Day,
  type JobDefinition,
  type JobPayload,
  type MarketId,
  type ZonePlanArtefact,
  zonePlanApproved,
} from '@passant/contracts';
import {
  CLOCK,
  createService,
  ENVIRONMENT,
  generateSealKeyPair,
  type JobHandler,
  ObjectStores,
  runMigrations,
  type SealKeyPair,
} from '@passant/platform';
import {
  CapturedLogs,
  FixedClock,
  ServiceClient,
  temporaryFolder,
  testEnvironment,
  type TestStack,
} from '@passant/testing';
import { DataSource } from 'typeorm';
import { appModule } from '../src/app.module';
import { dataSourceOptions } from '../src/database/data-source';
import { environmentSchema, type Environment } from '../src/environment';
import { ZonePlanApprovedProcessor } from '../src/markets/zone-plan-approved.processor';
import { DevelopmentInbox } from '../src/sms/development-inbox';
import { SMS } from '../src/sms/sms';
import { TextMessagesService } from '../src/sms/text-messages.service';
import { PageClient } from './page-client';
import { assertNoSecondConnection, watchSecondConnections } from './second-connections';

export const MARKET = 'leipzig' as MarketId;
export const OPERATOR: Actor = { kind: 'staff', staffId: 'nora-network', roles: ['network-operator'] };
export const ADMIN: Actor = { kind: 'staff', staffId: 'ada-admin', roles: ['admin'] };
export const day = (text: string): Day => text as Day;

/** Files that outlive a boot: give them again to boot on the same secrets, keys and journal. */
export interface Surroundings {
  readonly folder: string;
  readonly ingestion: SealKeyPair;
  readonly anonymisation: SealKeyPair;
}

export function makeSurroundings(): Surroundings {
  const surroundings = {
    folder: temporaryFolder(),
    ingestion: generateSealKeyPair(),
    anonymisation: generateSealKeyPair(),
  };
  for (const name of ['panels', 'stop-lists-ingestion', 'stop-lists-anonymisation', 'zone-plans', 'stops', 'scratch'])
    mkdirSync(join(surroundings.folder, name));
  for (const consumer of ['ingestion', 'anonymisation'] as const)
    writeFileSync(
      join(surroundings.folder, `${consumer}.pub`),
      `${surroundings[consumer].publicKey.toString('base64')}\n`,
    );
  return surroundings;
}

export const toEnvironment = (
  stack: TestStack,
  { folder }: Surroundings,
  overrides: Readonly<Record<string, string>>,
): Environment =>
  environmentSchema.parse({
    ...testEnvironment(stack, {
      LOG_LEVEL: 'debug',
      SECRETS_DIR: join(folder, 'secrets'),
      KEY_STORE_DIR: join(folder, 'keys'),
      JOURNAL_FILE: join(folder, 'journal', 'withdrawals'),
      SCRATCH_DIR: join(folder, 'scratch'),
      ENGINE_MAX_MEMORY_MB: 1000,
      INGESTION_PUBLIC_KEY_FILE: join(folder, 'ingestion.pub'),
      ANONYMISATION_PUBLIC_KEY_FILE: join(folder, 'anonymisation.pub'),
      PUBLIC_URL: 'http://localhost:4000',
      AUDIT_DIR: join(folder, 'audit'),
      CONTROLLER_NAME: 'Testnetz GmbH',
      SELLER_NAME: 'Teststatistik GmbH',
      PROCESSOR_NAME: 'Testbetrieb GmbH',
      PRIVACY_CONTACT: 'datenschutz@testnetz.example',
      HAND_OVER_PANELS: join(folder, 'panels'),
      HAND_OVER_STOP_LISTS_INGESTION: join(folder, 'stop-lists-ingestion'),
      HAND_OVER_STOP_LISTS_ANONYMISATION: join(folder, 'stop-lists-anonymisation'),
      HAND_OVER_ZONE_PLANS: join(folder, 'zone-plans'),
      HAND_OVER_STOPS: join(folder, 'stops'),
      ...overrides,
    }),
  });

/** Consent as a whole, wired to real PostgreSQL, Redis and engine, its neighbours absent. */
export class ConsentApp {
  readonly namespace = randomBytes(4).toString('hex');

  private constructor(
    readonly app: NestFastifyApplication,
    readonly surroundings: Surroundings,
    readonly clock: FixedClock,
    readonly logs: CapturedLogs,
  ) {}

  static async boot(
    stack: TestStack,
    {
      surroundings = makeSurroundings(),
      now = '2026-06-08T10:00:00Z',
      overrides = {},
    }: { surroundings?: Surroundings; now?: string; overrides?: Readonly<Record<string, string>> } = {},
  ): Promise<ConsentApp> {
    const environment = toEnvironment(stack, surroundings, overrides);
    await runMigrations(dataSourceOptions(environment.DATABASE_URL));
    const logs = new CapturedLogs();
    const clock = new FixedClock(now);
    const app = await createService({
      service: 'consent',
      module: appModule(environment, { namespace: randomBytes(4).toString('hex') }),
      environment,
      logTo: new Writable({
        write(line, _encoding, done) {
          logs.write(String(line));
          done();
        },
      }),
    });
    Object.assign(app.get<object>(CLOCK), { now: () => clock.now() });
    watchSecondConnections(app);
    await app.listen(0, '127.0.0.1');
    return new ConsentApp(app, surroundings, clock, logs);
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  get databaseUrl(): string {
    return this.app.get<Environment>(ENVIRONMENT).DATABASE_URL;
  }

  get client(): ServiceClient {
    return new ServiceClient(this.app, 'consent');
  }

  get origin(): string {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** A browser with its own cookies. */
  browse(language: 'de' | 'en', address = '192.0.2.1'): PageClient {
    return new PageClient(this.origin, language, address);
  }

  async sql<Row = Record<string, unknown>>(query: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.app.get(DataSource).query(query, parameters);
  }

  /** Hands a job to its processor, as a worker would. */
  async deliver<D extends JobDefinition>(
    processor: Type<JobHandler<D>>,
    payload: unknown,
    rowId: string = randomUUID(),
  ): Promise<void> {
    const handler = this.app.get(processor, { strict: false });
    await handler.handle({ rowId, payload: payload as JobPayload<D>, signal: new AbortController().signal });
  }

  /** Payloads of one job in the outbox, oldest first. */
  async sent<D extends JobDefinition>(job: D, consumer: string): Promise<JobPayload<D>[]> {
    const rows = await this.sql<{ payload: JobPayload<D> }>(
      'SELECT payload FROM outbox WHERE job = $1 AND consumer = $2 ORDER BY created_at',
      [job.name, consumer],
    );
    return rows.map(({ payload }) => payload);
  }

  async approveMarket(): Promise<void> {
    const plan: ZonePlanArtefact = {
      format: 'zone-plan/2',
      planId: randomUUID() as ZonePlanArtefact['planId'],
      version: 1,
      market: {
        id: MARKET,
        name: 'Leipzig',
        country: 'DE',
        timeZone: 'Europe/Berlin' as ZonePlanArtefact['market']['timeZone'],
        firstDay: day('2026-06-08'),
      },
      residents: 600_000,
      zones: [
        {
          id: 'mitte' as ZonePlanArtefact['zones'][number]['id'],
          name: 'Mitte',
          kind: 'district',
          residents: 600_000,
          areaSquareMetres: 1e6,
          covered: true,
          areas: ['mitte', 'zentrum'],
          region: 0,
          geometry: { type: 'MultiPolygon', coordinates: [] },
        },
        {
          id: 'ost' as ZonePlanArtefact['zones'][number]['id'],
          name: 'Ost',
          kind: 'district',
          residents: 60_000,
          areaSquareMetres: 1e6,
          covered: true,
          areas: ['ost'],
          region: 1,
          geometry: { type: 'MultiPolygon', coordinates: [] },
        },
      ],
      regions: ['R-mitte', 'R-ost'].map((id) => ({
        id: id as ZonePlanArtefact['regions'][number]['id'],
        name: id,
        residents: null,
      })),
      locationError: null,
    };
    const zones = await this.app
      .get(ObjectStores)
      .of('zone-plans')
      .put('leipzig/1.json', Buffer.from(JSON.stringify(plan)));
    const payload: JobPayload<typeof zonePlanApproved> = {
      market: MARKET,
      planId: plan.planId,
      version: 1,
      zones,
      footprints: null,
    };
    await this.deliver(ZonePlanApprovedProcessor, payload);
  }

  async put(path: string, csv: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.client.request(OPERATOR, {
      method: 'PUT',
      url: `/registry/${MARKET}/${path}`,
      body: csv,
      contentType: 'text/csv',
    });
    return { status: response.statusCode, body: response.json() };
  }

  async importPeople(people: readonly Person[]): Promise<void> {
    const subscribers = await this.put('subscribers', subscribersCsv(people));
    const decisions = await this.put('decisions', decisionsCsv(people));
    if (subscribers.status !== 200 || decisions.status !== 200) throw new Error('the import failed');
  }

  /** The newest code sent to a number; '' where none was. */
  async codeFor(number: string): Promise<string> {
    return /\d{6}/.exec((await this.lastTextTo(number)) ?? '')?.[0] ?? '';
  }

  /** What was sent to a number last. */
  async lastTextTo(number: string): Promise<string | undefined> {
    await this.app.get(TextMessagesService, { strict: false }).relay();
    return this.inbox.last.find(({ to }) => to === number)?.text;
  }

  get inbox(): DevelopmentInbox {
    return this.app.get<DevelopmentInbox>(SMS);
  }

  async close(): Promise<void> {
    await this.app.close();
    assertNoSecondConnection(this.app);
  }
}

export interface Person {
  readonly number: string;
  readonly birthYear?: number;
  readonly isBusiness?: boolean;
  readonly contractStart?: string;
  readonly gender?: string;
  readonly homeArea?: string;
  readonly purposes?: readonly string[];
  /** What is permitted for each of the purposes. */
  readonly dataKinds?: readonly string[];
  readonly decidedAt?: string;
}

export const subscribersCsv = (people: readonly Person[]): string =>
  [
    'msisdn,birth_year,gender,home_area,contract_start,is_business',
    ...people.map(
      ({
        number,
        birthYear = 1980,
        gender = 'f',
        homeArea = 'mitte',
        isBusiness = false,
        contractStart = '2020-01-01',
      }) => `${number},${birthYear},${gender},${homeArea},${contractStart},${isBusiness}`,
    ),
    '',
  ].join('\n');

export const decisionsCsv = (people: readonly Person[], state = 'given'): string =>
  [
    'msisdn,purpose,data_kind,state,effective_from,evidence_notice_sha256,evidence_channel,evidence_time',
    ...people.flatMap((person) =>
      (person.purposes ?? ['place-statistics']).flatMap((purpose) =>
        (person.dataKinds ?? ['presence']).map((dataKind) => toDecisionRow(person, purpose, dataKind, state)),
      ),
    ),
    '',
  ].join('\n');

const toDecisionRow = (
  { number, decidedAt = '2026-06-01T10:00:00Z' }: Person,
  ...[purpose, dataKind, state]: string[]
): string => `${number},${purpose},${dataKind},${state},${decidedAt},${'ab'.repeat(32)},shop,${decidedAt}`;

/** Valid German mobile numbers that nobody is known to hold. */
export const numberOf = (index: number): string => `+49151${String(23_000_000 + index)}`;
