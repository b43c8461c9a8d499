import type { Actor } from '@passant/contracts';
import { z } from 'zod';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import type { Asker } from './questions.service';

const manner = {
  estimate: z.boolean(),
  idempotencyKey: z
    .string()
    .regex(/^[\w-]{16,128}$/)
    .nullish(),
};

/** What is asked, apart from who asks it and how. @throws InputInvalid, NotAllowed */
export function parseQuestion<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  args: object,
  { actor, requestId }: { readonly actor: Actor; readonly requestId: string },
): { question: z.infer<z.ZodObject<Shape>>; asker: Asker } {
  const { estimate, idempotencyKey } = parseInput(z.object(manner), args);
  const asker = { apiClientId: getApiClientId(actor), requestId, estimate, idempotencyKey: idempotencyKey ?? null };
  return { question: parseInput(schema, args), asker };
}
