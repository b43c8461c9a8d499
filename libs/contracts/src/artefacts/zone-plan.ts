import { z } from 'zod';
import { zoneIdSchema, zonePlanIdSchema } from '../ids';
import { marketSchema } from '../market';

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
/** GeoJSON (RFC 7946) MultiPolygon in WGS 84. */
export const multiPolygonSchema = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(position))),
});
export type MultiPolygon = z.infer<typeof multiPolygonSchema>;

export const zoneSchema = z.object({
  id: zoneIdSchema,
  name: z.string().min(1).max(120),
  kind: z.enum(['district', 'place', 'h3']),
  /** Public residents of the leaf; null without a population file. */
  residents: z.int().min(0).nullable(),
  areaSquareMetres: z.number().positive(),
  /** Whether any cell's footprint reaches it: a zone without coverage is `NO_DATA`, a public fact. */
  covered: z.boolean(),
  /** Ids of the source areas this leaf is made of (home areas of the registry); none for places and H3 cells. */
  areas: z.array(z.string().min(1)),
  /** Number of the zone's region in the plan's `regions`. */
  region: z.int().min(0),
  geometry: multiPolygonSchema,
});
export type Zone = z.infer<typeof zoneSchema>;

/** Six bands of 18 and over, in the order of `AGE_BANDS`. */
const adultsByAge = z.array(z.int().min(0)).length(6);

/**
 * A region: leaves merged up to 50,000 residents (the parent cell of an H3 zone). Public residents as far as the population
 * file knows them: all ages by gender always, adults by age band where it has bands.
 */
export const regionSchema = z.object({
  id: zoneIdSchema,
  name: z.string().min(1).max(400),
  residents: z
    .object({
      female: z.int().min(0),
      male: z.int().min(0),
      adults: z.object({ female: adultsByAge, male: adultsByAge }).nullable(),
    })
    .nullable(),
});
export type Region = z.infer<typeof regionSchema>;

/** Letters, digits, punctuation and blanks of one line. */
const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{C}+$/u, 'is text of one line');

/**
 * How far people told by the plan's footprints lie from where they were: relative error of people by zone and hour, over zone-hours
 * of at least 20 people. Measured on people whose places are known (simulated ones, over the same zones and cells); it stands beside
 * figures, not in their intervals.
 */
export const planLocationErrorSchema = z
  .object({
    median: z.number().min(0),
    p90: z.number().min(0),
    /** (people told − people there) / people there, over all zones and hours; null: not measured. */
    bias: z.number().min(-1).nullable(),
    /** On whom it was measured, for the people who approve the plan. */
    source: oneLine,
  })
  .refine(({ median, p90 }) => median <= p90, { path: ['median'], message: 'is above p90' });
export type PlanLocationError = z.infer<typeof planLocationErrorSchema>;

/** The public part of a plan: what consent, anonymisation and insights know. `outside` is implied. */
export const zonePlanArtefactSchema = z.object({
  format: z.literal('zone-plan/2'),
  planId: zonePlanIdSchema,
  version: z.int().positive(),
  market: marketSchema,
  /** Public residents of all zones together; null without a population file (then nothing is extrapolated). */
  residents: z.int().positive().nullable(),
  zones: z.array(zoneSchema).min(1),
  regions: z.array(regionSchema).min(1),
  /** Null where nobody measured it, as in plans of before. */
  locationError: planLocationErrorSchema.nullable().default(null),
});
export type ZonePlanArtefact = z.infer<typeof zonePlanArtefactSchema>;

/** `P(zone | cell)` and which cells overlap. Cells that share a footprint share its number. */
export const footprintsArtefactSchema = z.object({
  format: z.literal('footprints/1'),
  planId: zonePlanIdSchema,
  cells: z.array(
    z.object({
      cellId: z.string().min(1).max(64),
      footprint: z.int().min(0),
      latitude: z.number(),
      longitude: z.number(),
    }),
  ),
  /** `zones[i]` gets probability `probabilities[i]` (sum 1); an index into the plan's zones, or its length for `outside`. */
  footprints: z.array(
    z.object({ zones: z.array(z.int().min(0)).min(1), probabilities: z.array(z.number().positive().max(1)).min(1) }),
  ),
  /** Pairs of different footprints (lower number first) whose cosine is at least 0.02. */
  overlaps: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
});
export type FootprintsArtefact = z.infer<typeof footprintsArtefactSchema>;
