import { Injectable, applyDecorators, SetMetadata } from '@nestjs/common';
import type { JobDefinition, JobPayload } from '@passant/contracts';

/** One ring of one outbox row. `signal` aborts when the service must stop. */
export interface JobToHandle<D extends JobDefinition> {
  readonly rowId: string;
  readonly payload: JobPayload<D>;
  readonly signal: AbortSignal;
}

export interface JobHandler<D extends JobDefinition> {
  handle(job: JobToHandle<D>): Promise<void>;
}

export interface HandlerSettings {
  readonly job: JobDefinition;
  /** Jobs of this name handled at once by one process. */
  readonly concurrency: number;
}

export const HANDLES_JOB = 'passant:handles-job';

/** Marks the one provider that handles a job. One worker a job name. */
export const HandlesJob = (job: JobDefinition, { concurrency = 1 }: { concurrency?: number } = {}): ClassDecorator =>
  applyDecorators(
    Injectable(),
    SetMetadata(HANDLES_JOB, { job, concurrency } satisfies HandlerSettings),
  ) as ClassDecorator;
