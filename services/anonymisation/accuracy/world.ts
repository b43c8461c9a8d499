import type { Day } from '@passant/contracts';
import type { Policy } from '@passant/privacy';
import type { Frame, PlanFacts } from '../src/step-three/table-domain';
import type { Places } from './areas';
import type { AccuracyCase } from './cases';
import type { Given, Panel } from './consent';
import type { PeriodCounts } from './counts';
import type { Lines } from './lines';

/** Everything about a case that does not change from day to day. */
export interface World {
  readonly of: AccuracyCase;
  readonly seed: number;
  readonly lines: Lines;
  readonly given: Given;
  readonly panels: readonly Panel[];
  readonly regionOfLine: Uint16Array;
  readonly facts: PlanFacts;
  readonly places: Places;
  readonly policy: Policy;
}

export interface CountedPeriod {
  /** A day; of a month its first. */
  readonly period: Day;
  readonly frame: Frame;
  readonly counts: PeriodCounts;
}
