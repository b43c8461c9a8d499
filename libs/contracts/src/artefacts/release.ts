import { z } from 'zod';
import { periodSchema } from '../day';
import { flowPairSchema, marketIdSchema, releaseIdSchema, zoneIdSchema, zonePlanIdSchema } from '../ids';
import { groupSchema, productSchema, purposeSchema, tableSchema } from '../words';

const fraction = z.string().regex(/^\d+\/\d+$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Of one table all rows are zones, or all are pairs. */
const rowIdSchema = z.union([zoneIdSchema, flowPairSchema]);
export type RowId = z.infer<typeof rowIdSchema>;

/** One noisy table of one group: noise drawn once, one ledger row. */
export const measurementSummarySchema = z.object({
  group: groupSchema,
  table: tableSchema,
  /** zCDP spent, exact: `Δ² / (2σ²)`. */
  rho: fraction,
  sigmaSquared: z.int().positive(),
  /** SHA-256 of the noisy table, as on the ledger. */
  tableSha256: sha256,
});
export type MeasurementSummary = z.infer<typeof measurementSummarySchema>;

/** People in the population for one in the panel. */
const extrapolationFactorSchema = z
  .object({
    factor: z.number().min(0),
    variance: z.number().min(0),
    /** The part of the variance that is how the people of one hour or day are mixed, which is partly another one at other times. Absent: 0. */
    mixing: z.number().min(0).optional(),
  })
  .refine(({ variance, mixing = 0 }) => mixing <= variance, 'mixing is a part of the variance');
export type ReleasedFactor = z.infer<typeof extrapolationFactorSchema>;

/** One table of a release: all figures, suppressed ones included (coarser sums need them). */
export const releasedTableSchema = z.object({
  table: tableSchema,
  /** Columns: UTC starts of hours (presence), age bands, genders, dwell bins, home zones, `<to zone>/<day-part>` (where rows are pairs: day-parts), frequency bins; `all`. */
  columns: z.array(z.string()).min(1),
  /** `values[row * columns.length + column]`, noisy, after least squares where tables were fitted, in units. Never clipped. */
  values: z.array(z.number()),
  /** Noise variance of one figure, in units². */
  variance: z.number().positive(),
  /** Publication threshold of one figure, in units: published where `value >= tau`. */
  tau: z.number().positive(),
  /**
   * Factors of figures that stand for strata of their own (an age, a gender, a home area), where the row's factor would be
   * wrong: `values[row * (number of classes) + classes[column]]`; null: not extrapolated. Absent: the row's factor.
   */
  factors: z
    .object({
      /** Class of each column, 0 to n − 1: columns of one class share a factor, e.g. home zones of one region. */
      classes: z.array(z.int().min(0)),
      values: z.array(extrapolationFactorSchema.nullable()),
    })
    .optional(),
});
export type ReleasedTable = z.infer<typeof releasedTableSchema>;

/** What insights loads and sells from. */
export const releaseArtefactSchema = z.object({
  format: z.literal('release/2'),
  releaseId: releaseIdSchema,
  market: marketIdSchema,
  /** A day; for frequency a month. */
  period: periodSchema,
  planId: zonePlanIdSchema,
  product: productSchema,
  purpose: purposeSchema,
  methodVersion: z.string(),
  measurements: z.array(measurementSummarySchema).min(1).max(8),
  /** Values are in units of `1 / unitsPerPerson` person (16 for presence, else 1). */
  unitsPerPerson: z.int().positive(),
  /** People a published figure must stand for at least, before noise is allowed for: what `tau` was made with. Absent: 20. */
  leastPeople: z.int().positive().optional(),
  /** Rows of every table. For flows: where trips begin (zones, or regions), or pairs of where they begin and end. */
  zones: z.array(rowIdSchema),
  tables: z.array(releasedTableSchema).min(1),
  /** People in the city for one in the panel. `factors`: one a row; null: that row is not extrapolated, its figures speak of the panel only. */
  extrapolation: z
    .object({
      factors: z.array(extrapolationFactorSchema.nullable()),
      /** Whether strata are age × gender, or (where public ages are missing) gender × the country's adult share. */
      strata: z.enum(['age-and-gender', 'gender-and-adult-share', 'total']),
      panelMeasured: z.number(),
    })
    .nullable(),
  /** Where zones blur: the expected relative location error of the plan, median and 90th percentile; null: not known. */
  locationError: z.object({ median: z.number().min(0), p90: z.number().min(0) }).nullable(),
  /** Of a month: on how many of its days it was counted (others had no release); absent of a day. */
  daysCounted: z.int().min(0).optional(),
  /** SHA-256 of {@link toTableText}: the released tables before suppression. */
  tableSha256: sha256,
});
export type ReleaseArtefact = z.infer<typeof releaseArtefactSchema>;

/** The factor of one figure; null: not extrapolated, it speaks of the panel only. */
export function factorOfFigure(
  { extrapolation }: Pick<ReleaseArtefact, 'extrapolation'>,
  { factors }: Pick<ReleasedTable, 'factors'>,
  { row, column }: { readonly row: number; readonly column: number },
): ReleasedFactor | null {
  if (!factors) return extrapolation?.factors[row] ?? null;
  const classes = Math.max(...factors.classes) + 1;
  return factors.values[row * classes + factors.classes[column]!] ?? null;
}

/** The text whose SHA-256 (UTF-8, hex) is `tableSha256`: the whole noisy tables, rows and columns named, nothing else. */
export const toTableText = ({ zones, tables }: Pick<ReleaseArtefact, 'zones' | 'tables'>): string =>
  JSON.stringify({ zones, tables: tables.map(({ table, columns, values }) => ({ table, columns, values })) });
