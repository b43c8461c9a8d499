const DAY_MS = 86_400_000;

/**
 * How long rows of jobs that are done are kept, in days. A settled row of the outbox is needed only where its consumer goes back to a backup
 * of before; one of the inbox as long as its row may ring again, for that the job would be done twice without it. Rows ring until they are
 * settled, however long that takes: so a job that is older than `job` is not done but becomes a dead letter, before the inbox forgets it.
 * Rows that are not settled, and dead ones, are kept until they are.
 */
export const RETENTION_DAYS = { outbox: 90, job: 390, inbox: 400 } as const;

/** `createdAt`: when its row was written (ISO 8601); a ring that does not say is of a version that had no such limit. */
export const isTooOld = (createdAt: string | undefined, nowMs: number): boolean =>
  createdAt !== undefined && nowMs - Date.parse(createdAt) > RETENTION_DAYS.job * DAY_MS;
