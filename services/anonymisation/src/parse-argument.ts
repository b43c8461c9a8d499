import { DomainError } from '@passant/platform';
import type { z } from 'zod';

export class ArgumentInvalid extends DomainError {
  readonly code = 'ARGUMENT_INVALID';
  readonly category = 'invalid';

  constructor(name: string) {
    super(`The argument "${name}" has the wrong form.`);
  }
}

/** @throws ArgumentInvalid, which names the argument, never its value */
export function parseArgument<Schema extends z.ZodType>(name: string, schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ArgumentInvalid(name);
  return parsed.data;
}
