import { JOBS, type ServiceName } from '@passant/contracts';

/** The keys of a queue: BullMQ's prefix is the consumer, in braces, so that a cluster keeps them together. */
export const queueKeys = (consumer: ServiceName, jobName: string): string => `{${consumer}}:${jobName}:*`;

/** The keys that a service may touch: all of its own, and of others only the queues of jobs it sends them. */
export function keysOf(service: ServiceName): string[] {
  const sent = JOBS.filter((job) => job.from.includes(service)).flatMap((job) =>
    job.to.filter((consumer) => consumer !== service).map((consumer) => queueKeys(consumer, job.name)),
  );
  return [`{${service}}:*`, ...new Set(sent)];
}

/** The rules of a service's Redis user (`ACL SETUSER <service> …`): its keys, no administration, no flushing. */
export const accessRules = (service: ServiceName, password: string): string[] => [
  'reset',
  'on',
  `>${password}`,
  ...keysOf(service).map((pattern) => `~${pattern}`),
  '&*',
  '+@all',
  '-@admin',
  '-@dangerous',
  '+info',
  '+client|list',
];
