import { DAY_PARTS } from '@passant/contracts';
import { STEP_TWO } from '../domain/rules';
import type { Grouping } from './grouping';

const PARTS = DAY_PARTS.length;
const endOf = (stay: string): string => `toUInt64(dictGet('zone', 'flow_end', ${stay}.3))`;
const pairOf = (from: string, to: string): string => `bitShiftLeft(toUInt64(${from}), 32) + toUInt64(${to})`;

/**
 * Flows: trips between consecutive stays that are at least ${STEP_TWO.leastTripMetres} m apart (means of their cells), or in two different
 * places with cells of their own, both told by those. The day-part is that of the departure: the end of the stay that is left.
 * A person counts in at most ${STEP_TWO.mostTrips} distinct (from, to, day-part), once in each; beyond that in a sample by keyed hash.
 *
 * A trip is a figure before trips are told apart: the row of its pair of zones, else of its pair of ends (regions), where rows are
 * pairs (`flow_pair`), and column = day-part; else the row of the end where it begins, and the column of that where it leads to.
 *
 * Columns: those of `by`, `row`, `column` (where rows are ends: end it leads to · ${PARTS} + day-part), `units` (1 a person).
 *
 * Parameters: `key_0`, `key_1`, `outside`, `part_starts`.
 */
export const flowsFigures = (by: Grouping): string => `
  SELECT ${by}, intDiv(trip, 4294967296) AS row, trip % 4294967296 AS column, count() AS units
  FROM
  (
    SELECT
      pseudonym, any(group_code) AS group_code,
      arraySort(groupArray((started, ended, chosen, longitude, latitude,
        dictGet('zone', 'is_own', chosen) AND probability >= ${STEP_TWO.leastOwnProbability}))) AS in_time,
      arrayFilter(trip -> trip != 18446744073709551615, arrayMap((left, reached) -> if(
        left.3 < {outside:UInt32} AND reached.3 < {outside:UInt32}
          AND (greatCircleDistance(left.4, left.5, reached.4, reached.5) >= ${STEP_TWO.leastTripMetres}
            OR left.6 AND reached.6 AND left.3 != reached.3),
        dictGetOrDefault('flow_pair', 'trip', ${pairOf('left.3', 'reached.3')},
          dictGetOrDefault('flow_pair', 'trip', ${pairOf(endOf('left'), endOf('reached'))},
            bitShiftLeft(${endOf('left')}, 32) + ${endOf('reached')} * ${PARTS}))
          + arrayCount(start -> left.2 >= start, {part_starts:Array(Int64)}),
        18446744073709551615), arrayPopBack(in_time), arrayPopFront(in_time))) AS trips,
      arrayJoin(arraySlice(arraySort(
        trip -> sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'trip', pseudonym, trip),
        arrayDistinct(trips)), 1, ${STEP_TWO.mostTrips})) AS trip
    FROM stays
    GROUP BY pseudonym
  )
  GROUP BY ${by}, row, column`;
