import type { JobDefinition } from '../job';
import {
  batchReceived,
  clearanceRequested,
  dayClosed,
  dayCompleted,
  monthCompleted,
  releaseCleared,
  segmentConsumed,
} from './day';
import { densityRequested } from './density';
import { exportRequested } from './export';
import { panelIssued, panelRequested } from './panel';
import { releasePublished, releaseUsed, releaseWithdrawn } from './release';
import { stopListApplied, stopListGrown } from './stop-list';
import { webhookEventOccurred } from './webhook-event';
import { zonePlanApproved } from './zone-plan';

/** Every job there is. A service fails its boot where a job to it has no handler. */
export const JOBS: readonly JobDefinition[] = [
  zonePlanApproved,
  panelRequested,
  panelIssued,
  stopListGrown,
  stopListApplied,
  batchReceived,
  dayCompleted,
  monthCompleted,
  clearanceRequested,
  releaseCleared,
  segmentConsumed,
  dayClosed,
  releasePublished,
  releaseWithdrawn,
  releaseUsed,
  densityRequested,
  exportRequested,
  webhookEventOccurred,
];
