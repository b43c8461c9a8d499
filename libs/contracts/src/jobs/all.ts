import type { JobDefinition } from '../job';
import { contractsCounted } from './contract';
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
import { marketStepped } from './market';
import { panelIssued, panelRequested } from './panel';
import { releasePublished, releaseUsed, releaseWithdrawn } from './release';
import { stopListApplied, stopListGrown } from './stop-list';
import { processingResumed, processingStopped } from './stop';
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
  contractsCounted,
  marketStepped,
  processingStopped,
  processingResumed,
  densityRequested,
  exportRequested,
  webhookEventOccurred,
];
