import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { marketIdSchema, zonePlanIdSchema } from '../ids';
import { defineJob } from '../job';

/**
 * The zones of a plan version are fixed, by two people, before any data is seen. `zones` is the public part;
 * `footprints` goes to anonymisation only and is null elsewhere. A repeat is harmless: unique by plan id.
 */
export const zonePlanApproved = defineJob({
  name: 'zone-plan.approved',
  from: ['ingestion'],
  to: ['consent', 'anonymisation', 'insights'],
  schema: z.object({
    market: marketIdSchema,
    planId: zonePlanIdSchema,
    version: z.int().positive(),
    zones: claimCheckSchema,
    footprints: claimCheckSchema.nullable(),
  }),
});
