import { dayPartSchema, zoneIdSchema } from '@passant/contracts';
import { z } from 'zod';
import type { FlowKey } from './domain/flow-order';

const cursorSchema = z
  .tuple([z.number(), z.int(), zoneIdSchema, zoneIdSchema, dayPartSchema.nullable()])
  .transform(([value, startMs, from, to, dayPart]): FlowKey => ({ value, startMs, from, to, dayPart }));

/** Where a page ends, as opaque text. */
export const toCursor = ({ value, startMs, from, to, dayPart }: FlowKey): string =>
  Buffer.from(JSON.stringify([value, startMs, from, to, dayPart])).toString('base64url');

/** Back from its text; anything else is refused. */
export const flowCursorSchema = z
  .string()
  .max(400)
  .transform((text, context) => {
    try {
      const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
      if (parsed.success) return parsed.data;
    } catch {
      // Not JSON: told as below.
    }
    context.addIssue({ code: 'custom', message: 'an endCursor of an earlier answer' });
    return z.NEVER;
  });
