import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { daySchema, monthSchema, periodSchema } from '../day';
import { batchIdSchema, clearanceIdSchema, marketIdSchema, zonePlanIdSchema } from '../ids';
import { defineJob } from '../job';

/** A batch was stored: parse, check and join it. Ingestion rings it again when the panels it waits for have come. Idempotent by the batch's state. */
export const batchReceived = defineJob({
  name: 'batch.received',
  from: ['ingestion'],
  to: ['ingestion'],
  schema: z.object({ batchId: batchIdSchema }),
});

/** A day takes no more rows; its manifest lists the sealed segments. A repeat is harmless: one close a market and day. */
export const dayCompleted = defineJob({
  name: 'day.completed',
  from: ['ingestion'],
  to: ['anonymisation'],
  schema: z.object({
    market: marketIdSchema,
    day: daySchema,
    planId: zonePlanIdSchema,
    manifest: claimCheckSchema,
  }),
});

/** A month takes no more days: count return visits over its days. A repeat is harmless: one close a market and month. */
export const monthCompleted = defineJob({
  name: 'month.completed',
  from: ['ingestion'],
  to: ['anonymisation'],
  schema: z.object({ market: marketIdSchema, month: monthSchema, planId: zonePlanIdSchema }),
});

/** Anonymisation asks which stop-list number it must have applied before it may release a day or month. No answer, no release. */
export const clearanceRequested = defineJob({
  name: 'release.clearance-requested',
  from: ['anonymisation'],
  to: ['consent'],
  schema: z.object({ market: marketIdSchema, period: periodSchema, clearanceId: clearanceIdSchema }),
});

/** The answer: `stopListNumber` is the newest of the period, 0 where there is none. */
export const releaseCleared = defineJob({
  name: 'release.cleared',
  from: ['consent'],
  to: ['anonymisation'],
  schema: z.object({
    market: marketIdSchema,
    period: periodSchema,
    clearanceId: clearanceIdSchema,
    stopListNumber: z.int().min(0),
  }),
});

/** All segments of a batch and day were read for the last time: delete the files; move `duplicates` from `accepted` to `duplicate`. One row a batch and day. */
export const segmentConsumed = defineJob({
  name: 'segment.consumed',
  from: ['anonymisation'],
  to: ['ingestion'],
  schema: z.object({ market: marketIdSchema, day: daySchema, batchId: batchIdSchema, duplicates: z.int().min(0) }),
});

/** Every table of the day (or month) is measured or abandoned: destroy its keys, drop its panel and segments. */
export const dayClosed = defineJob({
  name: 'day.closed',
  from: ['anonymisation'],
  to: ['consent', 'ingestion'],
  schema: z.object({ market: marketIdSchema, period: periodSchema }),
});
