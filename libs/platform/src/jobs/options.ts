import type { JobDefinition, ServiceName } from '@passant/contracts';

/** Injection token of {@link JobsOptions}. */
export const JOBS_OPTIONS = Symbol('JOBS_OPTIONS');

/** What one service's jobs run on. */
export interface JobsOptions {
  readonly service: ServiceName;
  readonly redisUrl: string;
  /** All jobs there are; other than the contracts' only in tests. */
  readonly jobs?: readonly JobDefinition[];
  /** Put before every queue prefix; only tests give one. */
  readonly namespace?: string;
  /** How often the relay polls where no notification came, and the reconciler looks. */
  readonly relayEveryMs?: number;
  readonly reconcileEveryMs?: number;
}

/** BullMQ's key prefix of a consumer's queues; braces keep them in one slot of a cluster. */
export const queuePrefix = (options: JobsOptions, consumer: string): string =>
  `{${options.namespace ?? ''}${consumer}}`;
