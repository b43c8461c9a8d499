import type { JobDefinition, JobPayload } from '@passant/contracts';
import { JobPayloadInvalid } from './errors';

/** @throws JobPayloadInvalid naming the fields, never their values */
export function parsePayload<D extends JobDefinition>(job: D, payload: unknown): JobPayload<D> {
  const parsed = job.schema.safeParse(payload);
  if (parsed.success) return parsed.data as JobPayload<D>;
  throw new JobPayloadInvalid(
    job.name,
    parsed.error.issues.map((issue) => issue.path.join('.') || 'payload'),
  );
}
