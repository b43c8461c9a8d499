import { FREQUENCY_BIN_DAYS, STEP_TWO } from '../domain/rules';
import type { Grouping } from './grouping';

/** Structure of a file of zone-day marks: that somebody of a month had a stay in a zone on a day (of the month, 1 to 31). */
export const MARKS_STRUCTURE = 'pseudonym FixedString(16), group_code UInt8, day UInt8, zone UInt32';

/** `(hash, zone)` of the zones a person counts in, least hash first. What a day leaves out a month would have left out. */
const sampled = (zones: string): string => `
  arraySlice(arraySort(arrayMap(
    zone -> (sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'month', pseudonym, zone), zone),
    ${zones})), 1, ${STEP_TWO.mostZonesOfMonth})`;

/**
 * Marks of a day, from `stays` of return visits under the month's key: at most ${STEP_TWO.mostZonesOfMonth} zones a person, the same that
 * the month would keep.
 *
 * Parameters: `key_0`, `key_1` (the month's), `outside`, `day`, `shards`; `target` holds `{_partition_id}`, the shard.
 */
export const writeMarksOfDay = (target: string): string => `
  INSERT INTO FUNCTION ${target}
  PARTITION BY cityHash64(pseudonym) % {shards:UInt32}
  SELECT pseudonym, group_code, toUInt8({day:UInt32}) AS day, arrayJoin(${sampled('zones')}).2 AS zone
  FROM
  (
    SELECT pseudonym, any(group_code) AS group_code, groupUniqArray(toUInt32(chosen)) AS zones
    FROM stays
    WHERE chosen < {outside:UInt32}
    GROUP BY pseudonym
  )
  ORDER BY pseudonym, zone`;

/** The marks of one file without those of `stopped`, into another. */
export const rewriteMarksFile = (source: string, target: string, stopped: string): string => `
  INSERT INTO FUNCTION ${target}
  SELECT pseudonym, group_code, day, zone FROM ${source}
  WHERE pseudonym NOT IN (SELECT pseudonym FROM ${stopped})`;

/**
 * Frequency: one figure a person and zone of a month, by the number of days with a mark. At most ${STEP_TWO.mostZonesOfMonth} zones a person,
 * beyond that a sample by keyed hash. A person counts in one group: what all its marks permit (codes are bits).
 *
 * Columns: those of `by`, `row` (zone), `column` (bin), `units` (1 a person).
 *
 * Parameters: `key_0`, `key_1` (the month's), `outside`.
 */
export const frequencyFigures =
  (marks: string, stopped: string) =>
  (by: Grouping): string => `
  SELECT
    ${by}, zone AS row,
    arrayCount(least_days -> days >= least_days, [${FREQUENCY_BIN_DAYS.join(', ')}]) - 1 AS column,
    count() AS units
  FROM
  (
    SELECT
      pseudonym, group_code,
      arrayMap(one -> one.1, counted) AS zones,
      arrayJoin(${sampled('zones')}).2 AS zone,
      arrayFirst(one -> one.1 = zone, counted).2 AS days
    FROM
    (
      SELECT pseudonym, groupBitAnd(code) AS group_code, groupArray((zone, days)) AS counted
      FROM
      (
        SELECT pseudonym, groupBitAnd(group_code) AS code, zone, uniqExact(day) AS days
        FROM ${marks}
        WHERE zone < {outside:UInt32} AND pseudonym NOT IN (SELECT pseudonym FROM ${stopped})
        GROUP BY pseudonym, zone
      )
      GROUP BY pseudonym
    )
    WHERE group_code > 0
  )
  GROUP BY ${by}, row, column`;
