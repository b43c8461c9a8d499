import { DWELL_BIN_SECONDS } from '../domain/rules';
import type { Grouping } from './grouping';

/**
 * Dwell: one figure a visit, by how long its stays of the day lasted together.
 *
 * Columns: those of `by`, `row` (zone), `column` (dwell bin), `units` (1 a person).
 */
export const dwellFigures = (by: Grouping): string => `
  SELECT
    ${by}, zone AS row,
    arrayCount(least_seconds -> seconds >= least_seconds, [${DWELL_BIN_SECONDS.join(', ')}]) - 1 AS column,
    count() AS units
  FROM visits
  GROUP BY ${by}, row, column`;
