import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Module,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { QueueCanary } from './canary';
import { DeadLetters } from './dead-letters';
import { Inbox } from './inbox';
import { Jobs } from './jobs';
import { JOBS_OPTIONS, type JobsOptions } from './options';
import { OutboxRepository } from './outbox.repository';
import { Queues } from './queues';
import { Reconciler } from './reconciler';
import { HandlerRegistry } from './registry';
import { Relay } from './relay';
import { Workers } from './workers';

/** The parts that run while the service runs. */
class JobsRuntime {
  constructor(
    readonly relay: Relay,
    readonly reconciler: Reconciler,
    readonly workers: Workers,
    readonly canary: QueueCanary,
  ) {}
}

const toRuntime = (relay: Relay, reconciler: Reconciler, workers: Workers, canary: QueueCanary): JobsRuntime =>
  new JobsRuntime(relay, reconciler, workers, canary);

@Global()
@Module({})
export class JobsModule implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly registry: HandlerRegistry,
    private readonly queues: Queues,
    private readonly runtime: JobsRuntime,
  ) {}

  static forRoot(options: JobsOptions): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: JOBS_OPTIONS, useValue: options },
        { provide: JobsRuntime, inject: [Relay, Reconciler, Workers, QueueCanary], useFactory: toRuntime },
        ...[
          Jobs,
          Inbox,
          Queues,
          Relay,
          Reconciler,
          Workers,
          HandlerRegistry,
          OutboxRepository,
          DeadLetters,
          QueueCanary,
        ],
      ],
      exports: [Jobs, Inbox, DeadLetters, QueueCanary, OutboxRepository],
    };
  }

  /** @throws HandlersInvalid, QueueUnusable: the boot fails */
  async onModuleInit(): Promise<void> {
    this.registry.getAll();
    await this.queues.open();
  }

  onApplicationBootstrap(): void {
    const { relay, reconciler, workers, canary } = this.runtime;
    for (const part of [relay, reconciler, workers, canary]) part.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { relay, reconciler, workers, canary } = this.runtime;
    await workers.stop();
    await Promise.all([relay.stop(), reconciler.stop(), canary.stop()]);
    await this.queues.close();
  }
}
