import { type Actor, contractIdSchema } from '@passant/contracts';
import { NotAllowed } from '@passant/platform';
import { z } from 'zod';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import type { Asker } from './questions.service';

const manner = z.object({
  estimate: z.boolean(),
  idempotencyKey: z
    .string()
    .regex(/^[\w-]{16,128}$/)
    .nullish(),
});

/** Staff who look what a client would get: those who see contracts. */
export const DRY_RUNNERS = ['admin', 'approver', 'privacy-officer'] as const;
/** Staff learn no figure: only what a question would cost the buyer of a contract that they name, or why it is refused. */
const dryRun = z.object({ contractId: contractIdSchema });

/** What is asked, apart from who asks it and how. @throws InputInvalid, NotAllowed */
export function parseQuestion<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  args: object,
  { actor, requestId }: { readonly actor: Actor; readonly requestId: string },
): { question: z.infer<z.ZodObject<Shape>>; asker: Asker } {
  const { estimate, idempotencyKey } = parseInput(manner, args);
  if (actor.kind === 'staff') {
    if (!estimate) throw new NotAllowed();
    parseInput(dryRun, args);
    return { question: parseInput(schema, args), asker: { apiClientId: null, requestId, estimate, isAdmitted: true } };
  }
  const asker = { apiClientId: getApiClientId(actor), requestId, estimate, idempotencyKey: idempotencyKey ?? null };
  return { question: parseInput(schema, args), asker };
}
