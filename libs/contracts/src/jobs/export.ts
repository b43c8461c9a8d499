import { z } from 'zod';
import { defineJob } from '../job';

/**
 * An answer is to be written as a file. The row of the export says all about it. A repeat is harmless: an export is
 * taken up under a lease, and one that is finished or failed stays as it is.
 */
export const exportRequested = defineJob({
  name: 'export.requested',
  from: ['insights'],
  to: ['insights'],
  schema: z.object({ exportId: z.uuid() }),
});
