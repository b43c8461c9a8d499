import { STEP_TWO } from '../domain/rules';

const { leastStaySeconds, longestGapSeconds, longestEndFillSeconds, mostEvents } = STEP_TWO;
const { fastestMetresPerSecond, jumpMetres } = STEP_TWO;

/** Whether (`t`, `lat`, `lon`) is too far from where the person was to be true. */
const isJump = (from: { t: string; lat: string; lon: string }): string => `
  (greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) >= ${jumpMetres}
   AND greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) > ${fastestMetresPerSecond} * (t - ${from.t}))`;

/** A finished stay as one number: start · 2^40 + end · 2^22 + first event · 2^11 + last event. */
const pack = (start: string, end: string, first: string, last: string): string => `
  bitShiftLeft(toUInt64(${start}), 40) + bitShiftLeft(toUInt64(${end}), 22)
  + bitShiftLeft(toUInt64(${first}), 11) + toUInt64(${last})`;

/** `[filler, a, b]` of `[a, b, c]`, and `[b, c, filler]`; nothing of nothing. */
const shiftedRight = (array: string, filler: number): string =>
  `arraySlice(arrayPushFront(${array}, toInt64(${filler})), 1, length(${array}))`;
const shiftedLeft = (array: string, filler: number): string =>
  `arraySlice(arrayPushBack(${array}, toInt64(${filler})), 2, length(${array}))`;

/**
 * Table `stays`: found on radio cells, before any zone; one row a stay.
 *
 * - An event twice is one event. Who has more than ${mostEvents} events is read once a minute.
 * - An event that a jump from the last kept one would need is dropped.
 * - Consecutive events belong to a stay while their footprint overlaps that of its *first* event and no gap is too long.
 * - Gaps between stays are split at the midpoint, the day's ends filled: `filled_…`, for presence only.
 *
 * Columns: `pseudonym`, `group_code`, `stay` (1, 2, … in time), `started`, `ended`, `filled_from`, `filled_to` (seconds
 * since the day's start), `filled_before` (seconds filled by earlier stays), `seen` (footprint of each of its events).
 *
 * No lambda captures an array: the engine would copy it for every element.
 *
 * Parameter: `day_seconds`.
 */
export const createStays = (): string => `
  CREATE TABLE stays ENGINE = MergeTree ORDER BY tuple() AS
  WITH
    (SELECT groupArray(footprint) FROM (SELECT footprint FROM cells ORDER BY number)) AS footprint_of,
    (SELECT groupArray(latitude) FROM (SELECT latitude FROM cells ORDER BY number)) AS latitude_of,
    (SELECT groupArray(longitude) FROM (SELECT longitude FROM cells ORDER BY number)) AS longitude_of
  SELECT
    pseudonym, group_code, stay, started, ended, filled_from, filled_to, filled_before,
    arraySlice(footprints, first, last - first + 1) AS seen
  FROM
  (
    SELECT
      pseudonym, group_code, footprints, starts, ends, firsts, lasts,
      arrayMap((start, previous) -> multiIf(
        previous < 0, start - least(start, ${longestEndFillSeconds}),
        start - previous <= ${longestGapSeconds}, previous + intDiv(start - previous, 2),
        start), starts, ${shiftedRight('ends', -1)}) AS fills_from,
      arrayMap((end, next) -> multiIf(
        next < 0, end + least({day_seconds:Int64} - end, ${longestEndFillSeconds}),
        next - end <= ${longestGapSeconds}, end + intDiv(next - end, 2),
        end), ends, ${shiftedLeft('starts', -1)}) AS fills_to,
      arrayCumSum(arrayMap((from, to) -> to - from, fills_from, fills_to)) AS filled
    FROM
    (
      SELECT
        pseudonym, group_code, footprints,
        if(folded.3 - folded.2 >= ${leastStaySeconds},
          arrayPushBack(folded.6, ${pack('folded.2', 'folded.3', 'folded.4', 'folded.5')}), folded.6) AS packed,
        arrayMap(stay -> toInt64(bitShiftRight(stay, 40)), packed) AS starts,
        arrayMap(stay -> toInt64(bitAnd(bitShiftRight(stay, 22), 262143)), packed) AS ends,
        arrayMap(stay -> toInt64(bitAnd(bitShiftRight(stay, 11), 2047)), packed) AS firsts,
        arrayMap(stay -> toInt64(bitAnd(stay, 2047)), packed) AS lasts
      FROM
      (
        SELECT
          pseudonym, group_code,
          arrayMap(event -> toInt64(bitShiftRight(event, 40)), kept) AS times,
          arrayMap(event -> footprint_of[bitAnd(bitShiftRight(event, 16), 16777215) + 1], kept) AS footprints,
          arrayFold((state, t, footprint) -> if(
            t - state.3 <= ${longestGapSeconds}
              AND bitShiftLeft(toUInt64(state.1), 32) + footprint IN (SELECT pair FROM overlaps),
            (state.1, state.2, t, state.4, state.5 + 1, state.6),
            (footprint, t, t, state.5 + 1, state.5 + 1, if(state.3 - state.2 >= ${leastStaySeconds},
              arrayPushBack(state.6, ${pack('state.2', 'state.3', 'state.4', 'state.5')}), state.6))),
            times, footprints,
            (footprints[1], times[1], times[1], toUInt64(1), toUInt64(0), emptyArrayUInt64())) AS folded
        FROM
        (
          SELECT
            pseudonym, group_code, events,
            arrayMap(event -> toInt64(bitShiftRight(event, 40)), events) AS all_times,
            arrayMap(event -> latitude_of[bitAnd(bitShiftRight(event, 16), 16777215) + 1], events) AS latitudes,
            arrayMap(event -> longitude_of[bitAnd(bitShiftRight(event, 16), 16777215) + 1], events) AS longitudes,
            arrayExists((t, lat, lon, t0, lat0, lon0) -> ${isJump({ t: 't0', lat: 'lat0', lon: 'lon0' })},
              arrayPopFront(all_times), arrayPopFront(latitudes), arrayPopFront(longitudes),
              arrayPopBack(all_times), arrayPopBack(latitudes), arrayPopBack(longitudes)) AS has_jump,
            arrayFold((state, event, t, lat, lon) -> if(
              ${isJump({ t: 'state.1', lat: 'state.2', lon: 'state.3' })},
              state,
              (t, lat, lon, arrayPushBack(state.4, event))),
              if(has_jump, events, []), if(has_jump, all_times, []),
              if(has_jump, latitudes, []), if(has_jump, longitudes, []),
              (all_times[1], latitudes[1], longitudes[1], emptyArrayUInt64())).4 AS without_jumps,
            if(has_jump, without_jumps, events) AS kept
          FROM
          (
            SELECT
              pseudonym, group_code,
              arrayFilter((event, previous) -> bitShiftRight(event, 16) != bitShiftRight(previous, 16),
                raw, arrayPushFront(arrayPopBack(raw), bitNot(toUInt64(0)))) AS distinct_events,
              if(length(distinct_events) > ${mostEvents},
                arrayFilter((event, previous) ->
                  intDiv(bitShiftRight(event, 40), 60) != intDiv(bitShiftRight(previous, 40), 60),
                  distinct_events, arrayPushFront(arrayPopBack(distinct_events), bitNot(toUInt64(0)))),
                distinct_events) AS events
            FROM people
          )
        )
      )
    )
  )
  ARRAY JOIN
    arrayEnumerate(starts) AS stay, starts AS started, ends AS ended, firsts AS first, lasts AS last,
    fills_from AS filled_from, fills_to AS filled_to,
    ${shiftedRight('filled', 0)} AS filled_before
  SETTINGS max_block_size = 2048`;
