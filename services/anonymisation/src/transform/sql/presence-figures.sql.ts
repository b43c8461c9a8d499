import { STEP_TWO } from '../domain/rules';
import type { Grouping } from './grouping';

const UNIT_MILLISECONDS = (3600 / STEP_TWO.unitsPerHour) * 1000;
/** `stays.filled_…` on the scale of UTC hours: seconds since the start of the day's first one. */
const FROM = '(filled_from + {hour_shift:Int64})';
const TO = '(filled_to + {hour_shift:Int64})';
const FIRST_WHOLE = `intDiv(${FROM} + 3599, 3600)`;
const LAST_WHOLE = `intDiv(${TO}, 3600)`;

/**
 * Presence in sixteenths of a person-hour: systematic sampling over `P(zone | stay)`. A person's filled time is laid end
 * to end, zone by zone within each hour of each stay; one point every 225 seconds, from one random offset a pseudonym and
 * day, falls into a zone and hour. In integers (milliseconds), so that an hour never holds more than 16.
 *
 * A stay is cut into the hour it begins in, whole hours, and the hour it ends in. An hour is 16 points long, so that every
 * whole hour of a stay holds the same: it is counted once, for all its hours.
 *
 * Columns: those of `by`, `row` (zone), `column` (hour of the day, from 0), `units`.
 *
 * Parameters: `key_0`, `key_1`, `hour_shift` (seconds from the first UTC hour's start to the day's), `outside`.
 */
export const presenceFigures = (by: Grouping): string => `
  SELECT ${by}, row, arrayJoin(range(hour_from, hour_to)) AS column, sum(hourly) AS units
  FROM
  (
    SELECT ${by}, zone AS row, hour_from, hour_to, sum(points) AS hourly
    FROM
    (
      SELECT
        pseudonym, group_code, zones, part.1 AS part_from, part.2 AS part_to, part.3 AS hour_from, part.4 AS hour_to,
        toInt64(sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'offset', pseudonym) % ${UNIT_MILLISECONDS}) AS offset,
        offset + (filled_before + part_from - ${FROM}) * 1000 AS laid_from,
        arrayMap(sum -> laid_from + intDiv((part_to - part_from) * 1000 * toInt64(sum), whole), cumulated) AS laid_to,
        arrayMap((to, from) -> intDiv(to, ${UNIT_MILLISECONDS}) - intDiv(from, ${UNIT_MILLISECONDS}),
          laid_to, arrayPopBack(arrayPushFront(laid_to, laid_from))) AS parts
      FROM
      (
        SELECT
          *, toInt64(cumulated[-1]) AS whole,
          arrayJoin(arrayFilter(part -> part.1 < part.2 AND part.3 < part.4, [
            (${FROM}, least(${TO}, ${FIRST_WHOLE} * 3600), ${FIRST_WHOLE} - 1, ${FIRST_WHOLE}),
            (${FIRST_WHOLE} * 3600, ${FIRST_WHOLE} * 3600 + 3600, ${FIRST_WHOLE}, ${LAST_WHOLE}),
            (greatest(${LAST_WHOLE}, ${FIRST_WHOLE}) * 3600, ${TO}, ${LAST_WHOLE}, ${LAST_WHOLE} + 1)])) AS part
        FROM stays
      )
    )
    ARRAY JOIN zones AS zone, parts AS points
    WHERE points > 0 AND zone < {outside:UInt32}
    GROUP BY ${by}, zone, hour_from, hour_to
  )
  GROUP BY ${by}, row, column`;
