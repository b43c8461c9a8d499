import { z } from 'zod';
import { claimCheckSchema } from '../claim-check';
import { daySchema, periodSchema } from '../day';
import { marketIdSchema, panelIdSchema } from '../ids';
import { panelDataKindSchema } from '../words';

/**
 * Sealed to ingestion. The match key is `sipHash128ReferenceKeyed((k0, k1), number)` with the number as E.164 text with
 * its plus sign, computed by the engine at both ends.
 */
export const panelManifestSchema = z.object({
  format: z.literal('panel/2'),
  panelId: panelIdSchema,
  market: marketIdSchema,
  day: daySchema,
  /** `[k0, k1]` as decimal text (UInt64). */
  matchKey: z.tuple([z.string().regex(/^\d{1,20}$/), z.string().regex(/^\d{1,20}$/)]),
  /** The files are cut by the match key's hash: row in file number `cityHash64(match_key) % shards`. */
  shards: z.int().positive(),
  files: z.array(z.object({ dataKind: panelDataKindSchema, shard: z.int().min(0), file: claimCheckSchema })),
});
export type PanelManifest = z.infer<typeof panelManifestSchema>;

/**
 * A panel file, sealed: ClickHouse `Native`. One row a person who permits the data kind. `group_code` as in `GROUP_CODES`;
 * `age_code` and `gender_code` as in `AGE_BANDS` and `GENDERS`; `home_area` is the registry's area id. Attributes are there in
 * files of presence only, and only where the person permits them for *every* purpose of its presence group; else they
 * are `not-given` (an empty `home_area`). For return visits the pseudonym is the month's.
 */
export const PANEL_FILE_STRUCTURE =
  'match_key FixedString(16), pseudonym FixedString(16), group_code UInt8, age_code UInt8, gender_code UInt8, home_area String';

/**
 * A stop list, sealed to one consumer: all pseudonyms of the day that must not be counted, concatenated (16 bytes each), base64;
 * of a day all data kinds (also the month's pseudonyms for return visits), of a month (to anonymisation only) return visits.
 */
export const stopListSchema = z.object({
  format: z.literal('stop-list/2'),
  market: marketIdSchema,
  period: periodSchema,
  number: z.int().positive(),
  pseudonyms: z.array(z.object({ dataKind: panelDataKindSchema, base64: z.base64() })),
});
export type StopList = z.infer<typeof stopListSchema>;
