import { z } from 'zod';
import { defineJob } from '../job';
import { KINDS_OF_BUYER } from '../words';

const count = z.int().min(0);
const countsSchema = z.object(
  Object.fromEntries(KINDS_OF_BUYER.map((kind) => [kind, count])) as Record<
    (typeof KINDS_OF_BUYER)[number],
    typeof count
  >,
);

/**
 * How many contracts are active by kind of buyer, for the public page: no buyer, no terms. Sent by insights with each step of a contract.
 * `schedule`: the counts from now on and from each later instant at which contracts end by themselves; `pilots`: how many of them are pilots. A repeat or a late one is
 * harmless: the highest `number` counts.
 */
export const contractsCounted = defineJob({
  name: 'contracts.counted',
  from: ['insights'],
  to: ['consent'],
  schema: z.object({
    number: z.int().positive(),
    schedule: z
      .array(z.object({ from: z.iso.datetime(), active: countsSchema, pilots: count.optional() }))
      .min(1)
      .max(200),
  }),
});
