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
  geometry: multiPolygonSchema,
});
export type Zone = z.infer<typeof zoneSchema>;

/** The public part of a plan: what consent, anonymisation and insights know. `outside` is implied. */
export const zonePlanArtefactSchema = z.object({
  format: z.literal('zone-plan/1'),
  planId: zonePlanIdSchema,
  version: z.int().positive(),
  market: marketSchema,
  /** Public residents of all zones together; null without a population file (then nothing is extrapolated). */
  residents: z.int().positive().nullable(),
  zones: z.array(zoneSchema).min(1),
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
