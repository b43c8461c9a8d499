import type { ProcessingStopsQuery } from '../generated/graph';

export type Stop = NonNullable<ProcessingStopsQuery['processingStops']>[number];
