import { z } from 'zod';
import { daySchema } from '../day';
import { marketIdSchema, releaseIdSchema, zoneIdSchema, zonePlanIdSchema } from '../ids';
import { groupSchema, productSchema, purposeSchema } from '../words';

const fraction = z.string().regex(/^\d+\/\d+$/);

/** One noisy table of one group: noise drawn once, one ledger row. */
export const measurementSummarySchema = z.object({
  group: groupSchema,
  table: productSchema,
  /** zCDP spent, exact: `Δ² / (2σ²)`. */
  rho: fraction,
  sigmaSquared: z.int().positive(),
});
export type MeasurementSummary = z.infer<typeof measurementSummarySchema>;

/**
 * What insights loads and sells from. `values` are noisy integers of *all* figures, suppressed ones included (they are
 * under the guarantee, and coarser sums need them); publication is decided by `noisy >= tau`.
 */
export const releaseArtefactSchema = z.object({
  format: z.literal('release/1'),
  releaseId: releaseIdSchema,
  market: marketIdSchema,
  day: daySchema,
  planId: zonePlanIdSchema,
  product: productSchema,
  purpose: purposeSchema,
  methodVersion: z.string(),
  measurements: z.array(measurementSummarySchema).min(1).max(2),
  /** Noisy values are in units of `1 / unitsPerPerson` person (16 for presence, 1 for dwell). */
  unitsPerPerson: z.int().positive(),
  /** Variance of one figure's noise, in units². */
  sigmaSquared: z.int().positive(),
  /** Publication threshold, in units. */
  tau: z.number().positive(),
  /** People in the city for one in the panel, and its variance; null: not extrapolated, figures speak of the panel only. */
  extrapolation: z
    .object({
      factor: z.number().positive(),
      variance: z.number().min(0),
      residents: z.int().positive(),
      panelMeasured: z.number(),
    })
    .nullable(),
  /** Rows of the table. */
  zones: z.array(zoneIdSchema),
  /** Columns of the table: UTC starts of the day's hours (ISO 8601) for presence; dwell bins for dwell. */
  columns: z.array(z.string()),
  /** `values[row * columns.length + column]`. */
  values: z.array(z.int()),
  /** SHA-256 of the noisy table before suppression, as on the ledger. */
  tableSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ReleaseArtefact = z.infer<typeof releaseArtefactSchema>;

/** The text whose SHA-256 (UTF-8, hex) is `tableSha256`: the whole noisy table, rows and columns named, nothing else. */
export const toTableText = ({
  zones,
  columns,
  values,
}: Pick<ReleaseArtefact, 'zones' | 'columns' | 'values'>): string => JSON.stringify({ zones, columns, values });
