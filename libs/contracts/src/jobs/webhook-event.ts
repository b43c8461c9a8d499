import { z } from 'zod';
import { periodSchema } from '../day';
import { clientIdSchema, contractIdSchema, marketIdSchema, releaseIdSchema } from '../ids';
import { defineJob } from '../job';
import { productSchema, purposeSchema } from '../words';

/**
 * Something happened that partners may want to be told of: a release came, a contract changed, an export is over. Becomes
 * one delivery an endpoint, in the transaction that notes the row; a repeat finds it noted. Carries ids and words only.
 */
export const webhookEventOccurred = defineJob({
  name: 'webhook-event.occurred',
  from: ['insights'],
  to: ['insights'],
  schema: z.discriminatedUnion('about', [
    z.object({
      ...{ about: z.literal('release'), releaseId: releaseIdSchema, market: marketIdSchema },
      ...{ purpose: purposeSchema, product: productSchema, period: periodSchema },
    }),
    z.object({
      ...{ about: z.literal('contract'), contractId: contractIdSchema },
      /** A step of its life, or `version-approved`. */
      change: z.string().regex(/^[a-z-]{3,30}$/),
    }),
    z.object({
      ...{ about: z.literal('export'), exportId: z.uuid(), clientId: clientIdSchema, contractId: contractIdSchema },
      state: z.enum(['finished', 'failed']),
    }),
  ]),
});
