import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { periodSchema } from '../day';
import { marketIdSchema, releaseIdSchema } from '../ids';
import { defineJob } from '../job';
import { kindOfBuyerSchema, productSchema, purposeSchema } from '../words';

/**
 * A release is fixed for ever. To insights with the claim check of its tables; to consent without (`tables` is null),
 * for the usage view. A repeat is harmless: unique by release id.
 */
export const releasePublished = defineJob({
  name: 'release.published',
  from: ['anonymisation'],
  to: ['insights', 'consent'],
  schema: z.object({
    releaseId: releaseIdSchema,
    market: marketIdSchema,
    period: periodSchema,
    product: productSchema,
    purpose: purposeSchema,
    tables: claimCheckSchema.nullable(),
  }),
});

/** A release was wrong: stop selling it. It stays in the ledger; its budget is spent. */
export const releaseWithdrawn = defineJob({
  name: 'release.withdrawn',
  from: ['anonymisation'],
  to: ['insights', 'consent'],
  schema: z.object({ releaseId: releaseIdSchema }),
});

/** First use of a release by a kind of buyer. No subscriber in it. Unique by release and kind. */
export const releaseUsed = defineJob({
  name: 'release.used',
  from: ['insights'],
  to: ['consent'],
  schema: z.object({ releaseId: releaseIdSchema, kindOfBuyer: kindOfBuyerSchema }),
});
