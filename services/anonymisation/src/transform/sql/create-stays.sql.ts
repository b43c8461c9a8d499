import type { PanelDataKind } from '@passant/contracts';
import { STEP_TWO } from '../domain/rules';
import { STAY_RUNS } from './stay-runs.sql';

const { longestEndFillSeconds, longestGapSeconds } = STEP_TWO;

/** `[filler, a, b]` of `[a, b, c]`, and `[b, c, filler]`; nothing of nothing. */
const shiftedRight = (array: string, filler: string): string => `arrayPopBack(arrayPushFront(${array}, ${filler}))`;
const shiftedLeft = (array: string, filler: string): string => `arrayPopFront(arrayPushBack(${array}, ${filler}))`;

const HIGH = 'bitShiftLeft(toUInt64(4294967295), 32)';
const LOW = 'toUInt64(4294967295)';

/** Uniform in (0, 1], a keyed hash of pseudonym and zone: equal stays of a person choose alike. */
const UNIFORM = `(toFloat64(intHash64(bitXor(secret, zone))) + 1) / 18446744073709551616.`;
const SECRET = `sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), 'zone', pseudonym)`;

/** What the products of a data kind need besides; what none asks for is not computed. */
const COLUMNS: Readonly<Record<PanelDataKind, string>> = {
  presence: 'age_code, gender_code, home, started, ended, filled_from, filled_to, filled_before, zones, cumulated',
  movement: 'started, ended, weights[best] / cumulated[-1] AS probability, latitude, longitude',
  'return-visits': 'started',
};

/**
 * Table `stays`: one row a stay.
 *
 * - Gaps between stays are split at the midpoint, the day's ends filled: `filled_…`, for presence only.
 * - `P(zone | stay)` is the mean over its events of `P(zone | cell)`, in integers: zones ascending, `cumulated` weights; the last
 *   is the whole.
 * - `chosen`: the zone of the stay for every product but presence, the one minimising `−ln u / P(zone | stay)`.
 *
 * Columns: `pseudonym`, `group_code`, `chosen`, and of those that follow what the data kind's products need: `age_code`,
 * `gender_code`, `home`, `started`, `ended`, `filled_from`, `filled_to` (seconds since the day's start), `filled_before` (seconds
 * filled by earlier stays), `zones`, `cumulated`, `probability` (of the chosen zone), `latitude`, `longitude` (mean of its cells).
 *
 * No lambda captures an array: the engine would copy it for every element.
 *
 * Parameters: `day_seconds`, `key_0`, `key_1`.
 */
export const createStays = (dataKind: PanelDataKind): string => `
  CREATE TABLE stays ENGINE = Memory AS
  SELECT pseudonym, group_code, zones[best] AS chosen, ${COLUMNS[dataKind]}
  FROM
  (
    SELECT
      *,
      arrayMap(piece -> bitShiftRight(piece, 32), pieces) AS zone_of,
      ${shiftedLeft('zone_of', LOW)} AS next_zone,
      arrayFilter((zone, next) -> zone != next, zone_of, next_zone) AS zones,
      arrayFilter((sum, zone, next) -> zone != next,
        arrayCumSum(arrayMap(piece -> bitAnd(piece, ${LOW}), pieces)), zone_of, next_zone) AS cumulated,
      arrayMap((sum, before) -> sum - before, cumulated, ${shiftedRight('cumulated', 'toUInt64(0)')}) AS weights,
      ${SECRET} AS secret,
      arrayMap((zone, weight) -> -log(${UNIFORM}) / weight, zones, weights) AS scores,
      indexOf(scores, arrayMin(scores)) AS best
    FROM
    (
      SELECT
        pseudonym, group_code, age_code, gender_code, home, started, ended, filled_from, filled_to, filled_before,
        arrayMap(event -> bitAnd(event, 16777215), run) AS run_cells,
        arrayAvg(arrayMap(number -> dictGet('cell', 'latitude', number), run_cells)) AS latitude,
        arrayAvg(arrayMap(number -> dictGet('cell', 'longitude', number), run_cells)) AS longitude,
        arraySort(arrayMap(number -> dictGet('cell', 'footprint', number), run_cells)) AS seen,
        arrayFilter((position, footprint, next) -> footprint != next,
          arrayEnumerate(seen), seen, ${shiftedLeft('seen', HIGH)}) AS lasts,
        arraySort(arrayFlatten(arrayMap(
          (footprint, times) -> arrayMap(
            piece -> bitAnd(piece, ${HIGH}) + bitAnd(piece, ${LOW}) * times, dictGet('footprint', 'pieces', footprint)),
          arrayCompact(seen),
          arrayMap((last, before) -> toUInt64(last - before), lasts, ${shiftedRight('lasts', 'toUInt32(0)')})))) AS pieces
      FROM
      (
        SELECT
          pseudonym, group_code, age_code, gender_code, home, runs, starts, ends,
          arrayMap((start, previous) -> multiIf(
            previous < 0, start - least(start, ${longestEndFillSeconds}),
            start - previous <= ${longestGapSeconds}, previous + intDiv(start - previous, 2),
            start), starts, ${shiftedRight('ends', 'toInt64(-1)')}) AS fills_from,
          arrayMap((end, next) -> multiIf(
            next < 0, end + least({day_seconds:Int64} - end, ${longestEndFillSeconds}),
            next - end <= ${longestGapSeconds}, end + intDiv(next - end, 2),
            end), ends, ${shiftedLeft('starts', 'toInt64(-1)')}) AS fills_to,
          arrayCumSum(arrayMap((from, to) -> to - from, fills_from, fills_to)) AS filled
        FROM (${STAY_RUNS})
      )
      ARRAY JOIN
        runs AS run, starts AS started, ends AS ended, fills_from AS filled_from, fills_to AS filled_to,
        ${shiftedRight('filled', 'toInt64(0)')} AS filled_before
    )
  )`;
