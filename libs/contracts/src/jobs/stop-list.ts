import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { periodSchema } from '../day';
import { marketIdSchema } from '../ids';
import { defineJob } from '../job';

/**
 * The stop list of a live day (or month: return visits, to anonymisation only) grew to `number`. Each consumer gets a copy sealed to it. A repeat is harmless: the
 * list only grows, and a lower number than the one applied is acknowledged at once.
 */
export const stopListGrown = defineJob({
  name: 'stop-list.grown',
  from: ['consent'],
  to: ['ingestion', 'anonymisation'],
  schema: z.object({
    market: marketIdSchema,
    period: periodSchema,
    number: z.int().positive(),
    list: claimCheckSchema,
  }),
});

/** A consumer applies this number (or a higher one) to everything it holds. Carries no counts: they would tell how active a line was. */
export const stopListApplied = defineJob({
  name: 'stop-list.applied',
  from: ['ingestion', 'anonymisation'],
  to: ['consent'],
  schema: z.object({
    market: marketIdSchema,
    period: periodSchema,
    number: z.int().positive(),
    consumer: z.enum(['ingestion', 'anonymisation']),
  }),
});
