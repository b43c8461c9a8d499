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
import { Pruner } from './pruner';
import { QueueDepths } from './queue-depths';
import { Queues } from './queues';
import { Reconciler } from './reconciler';
import { HandlerRegistry } from './registry';
import { Relay } from './relay';
import { Workers } from './workers';

/** The parts that run while the service runs. */
class JobsRuntime {
  readonly others: readonly { start(): void; stop(): Promise<void> }[];

  constructor(
    readonly workers: Workers,
    ...others: readonly [Relay, Reconciler, Pruner, QueueCanary]
  ) {
    this.others = others;
  }
}

const toRuntime = (...parts: ConstructorParameters<typeof JobsRuntime>): JobsRuntime => new JobsRuntime(...parts);

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
        { provide: JobsRuntime, inject: [Workers, Relay, Reconciler, Pruner, QueueCanary], useFactory: toRuntime },
        ...[
          Jobs,
          Inbox,
          Queues,
          Relay,
          Reconciler,
          Pruner,
          Workers,
          HandlerRegistry,
          OutboxRepository,
          DeadLetters,
          QueueDepths,
          QueueCanary,
        ],
      ],
      exports: [Jobs, Inbox, DeadLetters, QueueDepths, QueueCanary, OutboxRepository],
    };
  }

  /** @throws HandlersInvalid, QueueUnusable: the boot fails */
  async onModuleInit(): Promise<void> {
    this.registry.getAll();
    await this.queues.open();
  }

  onApplicationBootstrap(): void {
    const { workers, others } = this.runtime;
    for (const part of [workers, ...others]) part.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { workers, others } = this.runtime;
    await workers.stop();
    await Promise.all(others.map((part) => part.stop()));
    await this.queues.close();
  }
}
