import { z } from 'zod';
import { marketIdSchema } from '../ids';
import { defineJob } from '../job';
import { MARKET_STATES } from '../words';

/**
 * Where a market stands, for the public page. Sent by insights with each step of a market. A repeat or a late one is harmless:
 * of a market the highest `number` counts.
 */
export const marketStepped = defineJob({
  name: 'market.stepped',
  from: ['insights'],
  to: ['consent'],
  schema: z.object({
    market: marketIdSchema,
    number: z.int().positive(),
    state: z.enum(MARKET_STATES),
    /** Its people are simulated: for good. */
    isSimulated: z.boolean(),
    /** Until when the approval of its method holds; null: there is none that two people recorded. */
    approvedUntil: z.iso.datetime().nullable(),
    /** When the step was taken. */
    at: z.iso.datetime(),
  }),
});
