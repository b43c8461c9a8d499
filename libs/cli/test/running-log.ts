import { dirname, join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AUDIT_SETTINGS,
  AuditLog,
  AuditSealer,
  type AuditSettings,
  createDataSourceOptions,
  createService,
  runMigrations,
  serviceModules,
} from '@passant/platform';
import { temporaryFolder, testEnvironment, type TestStack } from '@passant/testing';
import { DataSource } from 'typeorm';

@Module({})
class LogModule {}

/** A service that has nothing but its audit log, sealed when a test says so. */
export class RunningLog {
  readonly folder = join(temporaryFolder(), 'consent');
  app!: NestFastifyApplication;

  constructor(private readonly stack: TestStack) {}

  get database(): DataSource {
    return this.app.get(DataSource);
  }

  async boot(): Promise<void> {
    const environment = testEnvironment(this.stack, { AUDIT_DIR: dirname(this.folder) });
    await runMigrations(createDataSourceOptions({ url: this.stack.databaseUrl, entities: [], migrations: [] }));
    const settings = { service: 'consent', environment, entities: [], graphql: false, jobs: [] } as const;
    const module: DynamicModule = { module: LogModule, imports: serviceModules(settings) };
    this.app = await createService({ service: 'consent', module, environment });
    // What the service seals by itself in between would tell against a database that a test restores.
    Object.assign(this.app.get<AuditSettings>(AUDIT_SETTINGS), { everyMs: 0 });
    await this.app.init();
  }

  async note(...names: readonly string[]): Promise<void> {
    const entries = names.map((name) => ({
      kind: 'decision',
      at: new Date('2026-06-10T10:00:00Z'),
      content: { name },
      about: name,
      subject: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11',
    }));
    await this.database.transaction((manager) => this.app.get(AuditLog).append(manager, entries));
  }

  seal(): Promise<void> {
    return this.app.get(AuditSealer).seal();
  }

  async close(): Promise<void> {
    await this.app?.close();
  }
}
