import { z } from 'zod';
import type { ServiceName } from './words';

/** One kind of job: who sends it, who handles it, and what it carries: ids and claim checks, never personal data. */
export interface JobDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly from: readonly ServiceName[];
  readonly to: readonly ServiceName[];
  readonly schema: Schema;
}

export type JobPayload<Definition extends JobDefinition> = z.infer<Definition['schema']>;

export const defineJob = <const Name extends string, Schema extends z.ZodType>(
  definition: JobDefinition<Name, Schema>,
): JobDefinition<Name, Schema> => definition;

/**
 * What travels through the queue: the outbox row (the key of idempotence), when it was written (rings of before that was told do not say),
 * which ring this is, and the payload.
 */
export const jobEnvelopeSchema = z.object({
  rowId: z.uuid(),
  createdAt: z.iso.datetime().optional(),
  ring: z.int().min(0),
  payload: z.unknown(),
});
export type JobEnvelope = z.infer<typeof jobEnvelopeSchema>;

/** BullMQ's id of one ring of one row. A finished id never runs again, so each re-ring raises `ring`. */
export const jobId = (job: JobDefinition, rowId: string, ring: number): string => `${job.name}-${rowId}-${ring}`;
