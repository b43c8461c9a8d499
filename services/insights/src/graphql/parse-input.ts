import { DomainError } from '@passant/platform';
import type { z } from 'zod';

export class InputInvalid extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  /** @param problems which arguments, and why; never what was given */
  constructor(problems: readonly string[]) {
    super(`Not understood: ${problems.join('; ')}.`);
  }
}

/** @throws InputInvalid naming every argument that is not as it should be */
export function parseInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InputInvalid(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'} (${toReason(issue)})`));
}

function toReason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  if (issue.code === 'custom') return issue.message;
  return issue.code === 'too_big' || issue.code === 'too_small' ? 'out of range' : 'wrong form';
}
