import { z } from 'zod';
import { defineJob } from '../job';

/**
 * A partner asked for population densities and wants them sent to its sink. A repeat is harmless: the operation's row says
 * whether it is over, and its answer is metered once.
 */
export const densityRequested = defineJob({
  name: 'density.requested',
  from: ['insights'],
  to: ['insights'],
  schema: z.object({ operationId: z.uuid() }),
});
