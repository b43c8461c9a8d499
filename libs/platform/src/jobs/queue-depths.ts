import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error';
import { JOBS_OPTIONS, type JobsOptions } from './options';
import { Queues } from './queues';
import { HandlerRegistry } from './registry';

export class QueueUnreachable extends DomainError {
  readonly code = 'QUEUE_UNREACHABLE';
  readonly category = 'unavailable';

  constructor() {
    super('The queue does not answer. Nothing is lost: jobs wait in the database until it does.');
  }
}

/** How many jobs of one kind wait for, or are with, this service. Counts only. */
export interface QueueDepth {
  readonly job: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** How full the queues of this service are: one for every job that comes to it. */
@Injectable()
export class QueueDepths {
  constructor(
    private readonly registry: HandlerRegistry,
    private readonly queues: Queues,
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
  ) {}

  /** @throws QueueUnreachable */
  async findAll(): Promise<QueueDepth[]> {
    const jobs = this.registry.getAll().map(({ job }) => job.name);
    try {
      return await Promise.all(jobs.sort().map((job) => this.findOne(job)));
    } catch {
      throw new QueueUnreachable();
    }
  }

  private async findOne(job: string): Promise<QueueDepth> {
    const queue = await this.queues.of(this.options.service, job);
    const {
      waiting = 0,
      prioritized = 0,
      active = 0,
      delayed = 0,
      failed = 0,
    } = await queue.getJobCounts(...(['waiting', 'prioritized', 'active', 'delayed', 'failed'] as const));
    return { job, waiting: waiting + prioritized, active, delayed, failed };
  }
}
