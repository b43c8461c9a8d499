import { GENDERS } from '@passant/contracts';
import type { Grouping } from './grouping';

/**
 * Visitors: one figure a visit. The tables by age, by gender and in all are margins of this one count.
 *
 * Columns: those of `by`, `row` (zone), `column` (age · ${GENDERS.length} + gender), `units` (1 a person).
 */
export const visitorsFigures = (by: Grouping): string => `
  SELECT ${by}, zone AS row, age_code * ${GENDERS.length} + gender_code AS column, count() AS units
  FROM visits
  GROUP BY ${by}, row, column`;
