import { z } from 'zod';
import { marketIdSchema } from '../ids';
import { productSchema, purposeSchema, type Product, type Purpose } from '../words';
import type { MarketId } from '../ids';

/**
 * One stop of a market: of everything in it (`purpose` and `product` null), of one purpose, one product, or a product for a purpose.
 * It holds from `since` until `until` (null: until two people end it) unless it was ended. `number` grows with every change of any
 * stop, so the higher one of two versions counts, whatever order they come in.
 */
export const processingStopSchema = z.object({
  stopId: z.uuid(),
  number: z.int().positive(),
  market: marketIdSchema,
  purpose: purposeSchema.nullable(),
  product: productSchema.nullable(),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type ProcessingStop = z.infer<typeof processingStopSchema>;

/** What lies in the hand-over `stops`: every stop there ever was, written anew with each change. Read every second; needs no queue. */
export const processingStopsSchema = z.object({
  format: z.literal('processing-stops/1'),
  number: z.int().min(0),
  stops: z.array(processingStopSchema),
});
export type ProcessingStops = z.infer<typeof processingStopsSchema>;

/** The one object of the hand-over `stops`. */
export const PROCESSING_STOPS_KEY = 'processing-stops.json';

/** What somebody is about to do. Without a purpose or product: something of the whole market (a panel, a batch), which only a stop of everything halts. */
export interface Processing {
  readonly market: MarketId;
  readonly purpose?: Purpose;
  readonly product?: Product;
}

/** Whether a stop halts it at an instant (ms since 1970 UTC). */
export function isHalting(stop: ProcessingStop, { market, purpose, product }: Processing, nowMs: number): boolean {
  const isOver = stop.endedAt !== null || (stop.until !== null && Date.parse(stop.until) <= nowMs);
  return (
    !isOver &&
    stop.market === market &&
    (stop.purpose === null || stop.purpose === purpose) &&
    (stop.product === null || stop.product === product)
  );
}
