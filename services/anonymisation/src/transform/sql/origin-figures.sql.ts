import type { Grouping } from './grouping';

/**
 * Origin: one figure a visit of somebody whose home area is given and in the plan.
 *
 * Columns: those of `by`, `row` (zone), `column` (home zone, counted among zones that are somebody's home), `units` (1 a person).
 */
export const originFigures = (by: Grouping): string => `
  SELECT ${by}, zone AS row, home AS column, count() AS units
  FROM visits
  WHERE home >= 0
  GROUP BY ${by}, row, column`;
