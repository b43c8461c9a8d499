import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { daySchema } from '../day';
import { batchIdSchema, marketIdSchema, segmentIdSchema, zonePlanIdSchema } from '../ids';
import { panelDataKindSchema } from '../words';

/**
 * A segment file, sealed to anonymisation: ClickHouse `Native` with LZ4, sorted by pseudonym, then time. One batch × day × data
 * kind × shard. A person lies in one shard: `cityHash64(pseudonym) % shards`. Attributes as in `PANEL_FILE_STRUCTURE`.
 */
export const SEGMENT_FILE_STRUCTURE =
  "pseudonym FixedString(16), time DateTime('UTC'), cell_id String, group_code UInt8, age_code UInt8, gender_code UInt8, home_area String";

/** Sealed to anonymisation. Lists every segment of a completed day. */
export const dayManifestSchema = z.object({
  format: z.literal('day-manifest/2'),
  market: marketIdSchema,
  day: daySchema,
  planId: zonePlanIdSchema,
  segments: z.array(
    z.object({
      segmentId: segmentIdSchema,
      batchId: batchIdSchema,
      dataKind: panelDataKindSchema,
      shard: z.int().min(0),
      shards: z.int().positive(),
      rows: z.int().min(0),
      file: claimCheckSchema,
    }),
  ),
});
export type DayManifest = z.infer<typeof dayManifestSchema>;
