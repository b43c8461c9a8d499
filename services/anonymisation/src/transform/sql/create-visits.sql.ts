import { STEP_TWO } from '../domain/rules';

/**
 * Table `visits`: the zones a person counts in for visitors, dwell and origin, the same for each: a person's stays of a day in a
 * zone add up; at most ${STEP_TWO.mostZones} zones a day, beyond that a sample by keyed hash. `outside` is not a zone.
 *
 * Columns: `pseudonym`, `group_code`, `age_code`, `gender_code`, `home`, `zone`, `seconds`.
 *
 * Parameters: `key_0`, `key_1`, `outside`.
 */
export const createVisits = (): string => `
  CREATE TABLE visits ENGINE = Memory AS
  SELECT pseudonym, group_code, age_code, gender_code, home, kept.2 AS zone, kept.3 AS seconds
  FROM
  (
    SELECT
      pseudonym, any(group_code) AS group_code, any(age_code) AS age_code, any(gender_code) AS gender_code, any(home) AS home,
      arrayJoin(arraySlice(arraySort(groupArray((
        sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'kept', pseudonym, zone), zone, seconds))), 1, ${STEP_TWO.mostZones})) AS kept
    FROM
    (
      SELECT
        pseudonym, any(group_code) AS group_code, any(age_code) AS age_code, any(gender_code) AS gender_code, any(home) AS home,
        chosen AS zone, sum(ended - started) AS seconds
      FROM stays
      WHERE chosen < {outside:UInt32}
      GROUP BY pseudonym, chosen
    )
    GROUP BY pseudonym
  )`;
