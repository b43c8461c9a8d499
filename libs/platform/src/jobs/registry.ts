import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { JOBS, type JobDefinition } from '@passant/contracts';
import { HANDLES_JOB, type HandlerSettings, type JobHandler } from './handles-job';
import { JOBS_OPTIONS, type JobsOptions } from './options';

/** The boot fails: every job to a service has exactly one handler there. */
export class HandlersInvalid extends Error {
  override readonly name = 'HandlersInvalid';

  constructor(readonly problems: readonly string[]) {
    super(`The job handlers are not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

export interface RegisteredHandler extends HandlerSettings {
  readonly handler: JobHandler<JobDefinition>;
}

@Injectable()
export class HandlerRegistry {
  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
  ) {}

  /** @throws HandlersInvalid */
  getAll(): RegisteredHandler[] {
    const handlers = this.findHandlers();
    const problems = findHandlerProblems(
      this.options.service,
      this.options.jobs ?? JOBS,
      handlers.map(({ job }) => job.name),
    );
    if (problems.length > 0) throw new HandlersInvalid(problems);
    return handlers;
  }

  private findHandlers(): RegisteredHandler[] {
    const instances = new Map<object, RegisteredHandler>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const settings: HandlerSettings | undefined = metatype && Reflect.getMetadata(HANDLES_JOB, metatype);
      if (settings && instance) instances.set(instance, { ...settings, handler: instance });
    }
    return [...instances.values()];
  }
}

/** A sentence for every job without exactly one handler, and for every handler of a job that does not come here. */
export function findHandlerProblems(
  service: string,
  jobs: readonly JobDefinition[],
  handled: readonly string[],
): string[] {
  const expected = jobs.filter((job) => (job.to as readonly string[]).includes(service)).map((job) => job.name);
  const counted = expected.map((name) => ({ name, count: handled.filter((other) => other === name).length }));
  return [
    ...counted.filter(({ count }) => count === 0).map(({ name }) => `${name}: no handler`),
    ...counted.filter(({ count }) => count > 1).map(({ name }) => `${name}: more than one handler`),
    ...new Set(handled.filter((name) => !expected.includes(name)).map((name) => `${name}: does not go to ${service}`)),
  ];
}
