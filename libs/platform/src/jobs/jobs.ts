import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { JobDefinition, JobPayload, ServiceName } from '@passant/contracts';
import type { EntityManager } from 'typeorm';
import { OutboxEntity } from '../database/entities';
import { JobPayloadTooLarge } from './errors';
import { JOBS_OPTIONS, type JobsOptions } from './options';
import { parsePayload } from './parse-payload';

const MAXIMUM_BYTES = 64 * 1024;
/** PostgreSQL takes 65,535 parameters a statement. */
const ROWS_A_STATEMENT = 5000;
export const OUTBOX_CHANNEL = 'outbox';

/** The producer's side: a job is a row of the outbox, written in the transaction of the change that asks for it. */
@Injectable()
export class Jobs {
  constructor(@Inject(JOBS_OPTIONS) private readonly options: JobsOptions) {}

  /**
   * One row per consumer, or one for `options.to`. The relay is woken when the transaction commits.
   *
   * @returns the id of the (first) row
   * @throws JobPayloadInvalid, JobPayloadTooLarge
   */
  async add<D extends JobDefinition>(
    manager: EntityManager,
    job: D,
    payload: JobPayload<D>,
    options: { to?: ServiceName } = {},
  ): Promise<string> {
    const [id] = await this.addAll(manager, job, [payload], options);
    return id!;
  }

  /**
   * Many payloads of one job in few statements.
   *
   * @returns the id of the (first) row of each payload
   * @throws JobPayloadInvalid, JobPayloadTooLarge
   */
  async addAll<D extends JobDefinition>(
    manager: EntityManager,
    job: D,
    payloads: readonly JobPayload<D>[],
    options: { to?: ServiceName } = {},
  ): Promise<string[]> {
    const consumers = job.to.filter((consumer) => options.to === undefined || consumer === options.to);
    if (consumers.length === 0) throw new Error(`${job.name} does not go to ${options.to}`);
    if (!job.from.includes(this.options.service)) throw new Error(`${job.name} is not sent by ${this.options.service}`);
    const parsed = payloads.map((payload) => parseSmall(job, payload));
    const rows = parsed.flatMap((payload) =>
      consumers.map((consumer) => ({ id: randomUUID(), job: job.name, consumer, payload })),
    );
    if (rows.length === 0) return [];
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      await manager.insert(OutboxEntity, rows.slice(from, from + ROWS_A_STATEMENT));
    }
    await manager.query('SELECT pg_notify($1, $2)', [OUTBOX_CHANNEL, '']);
    return payloads.map((_, index) => rows[index * consumers.length]!.id);
  }
}

function parseSmall(job: JobDefinition, payload: unknown): object {
  const parsed = parsePayload(job, payload) as object;
  if (Buffer.byteLength(JSON.stringify(parsed)) > MAXIMUM_BYTES) throw new JobPayloadTooLarge(job.name);
  return parsed;
}
