import { DWELL_BIN_SECONDS, STEP_TWO } from '../domain/rules';

/**
 * Dwell: every stay is in one zone, the one that minimises `−ln u / P(zone | stay)`, u = keyed hash of (pseudonym, zone),
 * so that equal stays of a person choose alike; a person's stays of a day in a zone add up; at most ${STEP_TWO.mostZones}
 * zones a day, beyond that a sample by keyed hash.
 *
 * Columns: `pseudonym`, `group_code`, `zone`, `column` (dwell bin), `units` (1).
 *
 * Parameters: `key_0`, `key_1`, `outside`.
 */
export const dwellIncrements = (): string => `
  SELECT
    pseudonym, group_code, zone,
    arrayCount(least_seconds -> seconds >= least_seconds, [${DWELL_BIN_SECONDS.join(', ')}]) - 1 AS column,
    toInt64(1) AS units
  FROM
  (
    SELECT
      pseudonym, group_code,
      arraySlice(arraySort(one -> sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'kept', pseudonym, one.1),
        arrayFilter(one -> one.1 < {outside:UInt32}, arrayZip(times.1, times.2))), 1, ${STEP_TWO.mostZones}) AS kept
    FROM
    (
      SELECT pseudonym, any(group_code) AS group_code, sumMap([chosen], [ended - started]) AS times
      FROM
      (
        SELECT
          pseudonym, group_code, started, ended,
          arraySort((zone, probability) -> -log((toFloat64(sipHash64Keyed(
            ({key_0:UInt64}, {key_1:UInt64}), 'zone', pseudonym, zone)) + 1) / 18446744073709551616.) / probability,
            zones, probabilities)[1] AS chosen
        FROM stay_zones
      )
      GROUP BY pseudonym
    )
  )
  ARRAY JOIN kept.1 AS zone, kept.2 AS seconds`;
