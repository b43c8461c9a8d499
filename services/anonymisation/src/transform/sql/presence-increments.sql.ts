import { STEP_TWO } from '../domain/rules';

const UNIT_MICROSECONDS = (3600 / STEP_TWO.unitsPerHour) * 1_000_000;

/**
 * Presence in sixteenths of a person-hour: systematic sampling over `P(zone | stay)`. A person's filled time is laid end
 * to end, zone by zone within each hour of each stay; one point every 225 seconds, from one random offset a pseudonym and
 * day, falls into a zone and hour. In integers (microseconds), so that an hour never holds more than 16.
 *
 * Columns: `pseudonym`, `group_code`, `zone`, `column` (hour of the day, from 0), `units`.
 *
 * Parameters: `key_0`, `key_1`, `hour_shift` (seconds from the first UTC hour's start to the day's), `outside`.
 */
export const presenceIncrements = (): string => `
  SELECT pseudonym, group_code, zone, hour AS column, toInt64(units) AS units
  FROM
  (
    SELECT
      pseudonym, group_code, zones, hour,
      greatest(filled_from, hour * 3600 - {hour_shift:Int64}) AS part_from,
      least(filled_to, (hour + 1) * 3600 - {hour_shift:Int64}) AS part_to,
      offset + (filled_before + part_from - filled_from) * 1000000 AS laid_from,
      arrayMap(sum -> laid_from + toInt64(floor((part_to - part_from) * 1000000 * sum)), cumulated) AS laid_to,
      arrayMap((to, from) -> intDiv(to, ${UNIT_MICROSECONDS}) - intDiv(from, ${UNIT_MICROSECONDS}),
        laid_to, arrayPushFront(arrayPopBack(laid_to), laid_from)) AS parts
    FROM
    (
      SELECT
        *,
        toInt64(sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'offset', pseudonym) % ${UNIT_MICROSECONDS}) AS offset,
        arrayJoin(range(
          intDiv(filled_from + {hour_shift:Int64}, 3600),
          intDiv(filled_to + {hour_shift:Int64} + 3599, 3600))) AS hour
      FROM stay_zones
    )
  )
  ARRAY JOIN zones AS zone, parts AS units
  WHERE units > 0 AND zone < {outside:UInt32}`;
