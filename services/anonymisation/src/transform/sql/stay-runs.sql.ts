import { STEP_TWO } from '../domain/rules';

const { leastStaySeconds, longestGapSeconds, mostEvents, fastestMetresPerSecond, jumpMetres } = STEP_TWO;

/** Less than 10 km, in 100,000ths of a degree of latitude; of longitude 10 km are more everywhere. Spares the trigonometry. */
const NEAR = 6_000;
const LOW_HALF = 4294967295;

/** Whether an event is too far from where the person was to be true. */
const isJump = (from: { t: string; lat: string; lon: string }): string => `
  (greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) >= ${jumpMetres}
   AND greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) > ${fastestMetresPerSecond} * (t - ${from.t}))`;

/** Bits of a footprint's number, and marks that fit beside one. */
const FOOTPRINT = 16777215;
const WORD = 40;
const MARKS = `bitNot(toUInt64(${FOOTPRINT}))`;

/**
 * Folds up to ${WORD} events into one number: a mark an event (1 where a stay begins) above the footprint of the stay's first event.
 * An event after too long a gap has a bit that no overlap has, and so begins a stay.
 */
const foldWord = (footprint: string): string => `
  arrayFold((state, event) ->
    bitShiftLeft(bitAnd(state, ${MARKS}), 1) + if(
      bitShiftLeft(bitAnd(state, ${FOOTPRINT}), 32) + event IN (SELECT pair FROM overlaps),
      bitAnd(state, ${FOOTPRINT}),
      bitAnd(event, ${FOOTPRINT}) + ${FOOTPRINT + 1}), word, ${footprint})`;

/**
 * The runs of events that are stays, found on radio cells, before any zone; one row a person of `people`.
 *
 * - An event twice is one event. Who has more than ${mostEvents} events is read once a minute.
 * - An event that a jump from the last kept one would need is dropped.
 * - Consecutive events belong to a stay while their footprint overlaps that of its *first* event and no gap is too long. Events
 *   are folded into words of marks: a fold that grew an array would copy it at every event.
 *
 * Columns: `pseudonym`, `group_code`, `age_code`, `gender_code`, `home`; of each stay, in time: `runs` (its events,
 * `second · 2^24 + cell number`), `starts`, `ends` (seconds since the day's start).
 */
export const STAY_RUNS = `
  SELECT
    pseudonym, group_code, age_code, gender_code, home,
    arrayFilter(run -> bitShiftRight(run[-1], 24) - bitShiftRight(run[1], 24) >= ${leastStaySeconds},
      arraySplit((event, is_first) -> is_first, kept, firsts)) AS runs,
    arrayMap(run -> toInt64(bitShiftRight(run[1], 24)), runs) AS starts,
    arrayMap(run -> toInt64(bitShiftRight(run[-1], 24)), runs) AS ends
  FROM
  (
    SELECT
      pseudonym, group_code, age_code, gender_code, home, kept,
      arrayMap(from -> arraySlice(footprints, from, ${WORD}), range(1, toUInt32(length(footprints) + 1), ${WORD})) AS words,
      arrayFold((states, word) -> arrayPushBack(states, ${foldWord(`bitAnd(states[-1], ${FOOTPRINT})`)}),
        words, [toUInt64(${FOOTPRINT})]) AS states,
      arrayFlatten(arrayMap((state, word) ->
        arrayMap(bit -> bitTest(state, bit), range(toInt32(length(word)) + 23, 23, -1)), arrayPopFront(states), words)) AS firsts
    FROM
    (
      SELECT
        pseudonym, group_code, age_code, gender_code, home, kept,
        arrayMap((event, previous) -> dictGet('cell', 'footprint', bitAnd(event, 16777215))
            + (bitShiftRight(event, 24) - bitShiftRight(previous, 24) > ${longestGapSeconds}) * ${FOOTPRINT + 1},
          kept, arrayPopBack(arrayPushFront(kept, toUInt64(0)))) AS footprints
      FROM
      (
        SELECT
          pseudonym, group_code, age_code, gender_code, home, events,
          arrayMap(event -> dictGet('cell', 'position', bitAnd(event, 16777215)), events) AS positions,
          arrayExists((position, previous) ->
            abs(toInt64(bitShiftRight(position, 32)) - toInt64(bitShiftRight(previous, 32))) > ${NEAR}
              OR abs(toInt64(bitAnd(position, ${LOW_HALF})) - toInt64(bitAnd(previous, ${LOW_HALF}))) > ${NEAR},
            arrayPopFront(positions), arrayPopBack(positions)) AS goes_far,
          if(goes_far, events, []) AS far,
          arrayMap(event -> toInt64(bitShiftRight(event, 24)), far) AS times,
          arrayMap(event -> dictGet('cell', 'latitude', bitAnd(event, 16777215)), far) AS latitudes,
          arrayMap(event -> dictGet('cell', 'longitude', bitAnd(event, 16777215)), far) AS longitudes,
          arrayExists((t, lat, lon, t0, lat0, lon0) -> ${isJump({ t: 't0', lat: 'lat0', lon: 'lon0' })},
            arrayPopFront(times), arrayPopFront(latitudes), arrayPopFront(longitudes),
            arrayPopBack(times), arrayPopBack(latitudes), arrayPopBack(longitudes)) AS has_jump,
          arrayFold((state, event, t, lat, lon) -> if(
            ${isJump({ t: 'state.1', lat: 'state.2', lon: 'state.3' })},
            state,
            (t, lat, lon, arrayPushBack(state.4, event))),
            if(has_jump, far, []), if(has_jump, times, []),
            if(has_jump, latitudes, []), if(has_jump, longitudes, []),
            (times[1], latitudes[1], longitudes[1], emptyArrayUInt64())).4 AS without_jumps,
          if(has_jump, without_jumps, events) AS kept
        FROM
        (
          SELECT
            pseudonym, group_code, age_code, gender_code, home,
            arrayCompact(arrayMap(event -> bitShiftRight(event, 16), raw)) AS distinct_events,
            if(length(distinct_events) > ${mostEvents},
              arrayFilter((event, previous) ->
                intDiv(bitShiftRight(event, 24), 60) != intDiv(bitShiftRight(previous, 24), 60),
                distinct_events, arrayPopBack(arrayPushFront(distinct_events, bitNot(toUInt64(0))))),
              distinct_events) AS events
          FROM people
        )
      )
    )
  )`;
