import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { daySchema, monthSchema } from '../day';
import { marketIdSchema, panelIdSchema } from '../ids';
import { defineJob } from '../job';
import { groupSchema, panelDataKindSchema } from '../words';

/** The noisy size of one group of a day's presence panel: drawn once by consent, with its privacy cost. No exact size leaves consent. */
export const measuredPanelSizeSchema = z.object({
  dataKind: panelDataKindSchema,
  group: groupSchema,
  /** People, with discrete Gaussian noise; may be negative. */
  size: z.int(),
  sigmaSquared: z.int().positive(),
  /** zCDP spent, an exact fraction `p/q`. */
  rho: z.string().regex(/^\d+\/\d+$/),
});
export type MeasuredPanelSize = z.infer<typeof measuredPanelSizeSchema>;

/**
 * Noisy sizes of strata (region × age × gender) of one data kind and group, measured once a month on its first panel.
 * `sizes[(region · 7 + age) · 3 + gender]`: `regions` in their order, then those who gave no home area.
 */
export const measuredStrataSchema = z.object({
  month: monthSchema,
  /** The day whose panel was measured. */
  measuredOn: daySchema,
  /** Region ids of the zone plan it was measured over; a region `not-given` follows them. */
  regions: z.array(z.string()),
  tables: z.array(z.object({ dataKind: panelDataKindSchema, group: groupSchema, sizes: z.array(z.int()) })),
  sigmaSquared: z.int().positive(),
  /** zCDP spent by a subscriber-month on all of them together (one stratum in each of three data kinds). */
  rho: z.string().regex(/^\d+\/\d+$/),
});
export type MeasuredStrata = z.infer<typeof measuredStrataSchema>;

/**
 * A replayed (past) day needs its panel. Sent by ingestion when a batch holds rows of a day without one. A repeat is
 * harmless: a day has at most one panel, and consent answers a repeat with nothing new.
 */
export const panelRequested = defineJob({
  name: 'panel.requested',
  from: ['ingestion'],
  to: ['consent'],
  schema: z.object({ market: marketIdSchema, day: daySchema }),
});

/**
 * The panel of a day is ready. To ingestion with the claim check of the sealed panel manifest; to anonymisation
 * with the measured sizes only (`panel` is null). A repeat is harmless: unique by panel id at both ends.
 */
export const panelIssued = defineJob({
  name: 'panel.issued',
  from: ['consent'],
  to: ['ingestion', 'anonymisation'],
  schema: z.object({
    market: marketIdSchema,
    day: daySchema,
    panelId: panelIdSchema,
    panel: claimCheckSchema.nullable(),
    measured: z.array(measuredPanelSizeSchema),
    /** The strata of the day's month: the same rows with every panel of that month. Null to ingestion, and without a zone plan. */
    strata: measuredStrataSchema.nullable(),
    /** When rows and keys of this day die at the latest, ISO 8601. */
    destroyBy: z.iso.datetime(),
    /** When marks and keys of the day's month die at the latest, as far as is known now, ISO 8601. Absent: it has no return visits (more). */
    monthDestroyBy: z.iso.datetime().optional(),
  }),
});
