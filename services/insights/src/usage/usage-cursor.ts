import { daySchema, zoneIdSchema } from '@passant/contracts';
import { z } from 'zod';
import type { UsageCursor } from './breakdown.service';

const cursorSchema = z
  .tuple([daySchema.nullable(), z.string().max(40).nullable(), zoneIdSchema.nullable(), z.string().length(3)])
  .transform(([day, product, zoneId, currency]): UsageCursor => ({ day, product, zoneId, currency }));

/** Where a page ends, as opaque text. */
export const toUsageCursor = ({ day, product, zoneId, currency }: UsageCursor): string =>
  Buffer.from(JSON.stringify([day, product, zoneId, currency])).toString('base64url');

/** Back from its text; anything else is refused. */
export const usageCursorSchema = z
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
