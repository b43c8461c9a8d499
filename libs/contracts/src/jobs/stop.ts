import { processingStopSchema } from '../artefacts/stop';
import { defineJob } from '../job';

/**
 * A stop stands, or stands longer (confirmed). Repeats and any order are harmless: one row a stop, and the higher `number` counts. The
 * same is in the hand-over `stops`, which is read every second, so it holds within seconds also where no queue is.
 */
export const processingStopped = defineJob({
  name: 'processing.stopped',
  from: ['consent'],
  to: ['ingestion', 'anonymisation', 'insights'],
  schema: processingStopSchema,
});

/** Two people ended a stop (`endedAt` is set). Likewise harmless: it may come before the stop itself. */
export const processingResumed = defineJob({
  name: 'processing.resumed',
  from: ['consent'],
  to: ['ingestion', 'anonymisation', 'insights'],
  schema: processingStopSchema,
});
