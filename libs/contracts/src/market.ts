import { z } from 'zod';
import { daySchema, timeZoneSchema } from './day';
import { marketIdSchema } from './ids';

/** Where and when: what a kit says about itself, and what every service needs to know what a day is. */
export const marketSchema = z.object({
  id: marketIdSchema,
  name: z.string().min(1).max(120),
  country: z.string().regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2, e.g. DE'),
  timeZone: timeZoneSchema,
  firstDay: daySchema,
});
export type Market = z.infer<typeof marketSchema>;

const fileName = z.string().regex(/^[^/\\\0]+$/, 'a file name without a folder');

/** `kit.json`: a folder of files about one market. `cells` is required, all other files may be missing. */
export const kitSchema = z.object({
  name: marketSchema.shape.name,
  country: marketSchema.shape.country,
  timeZone: timeZoneSchema,
  firstDay: daySchema,
  cells: fileName,
  zones: fileName.optional(),
  places: fileName.optional(),
  population: fileName.optional(),
  events: fileName.optional(),
});
export type Kit = z.infer<typeof kitSchema>;
