import { STEP_TWO } from '../domain/rules';

const { leastStaySeconds, longestGapSeconds, mostEvents, fastestMetresPerSecond, jumpMetres } = STEP_TWO;

/** Events a word of marks holds. */
const WORD = 64;
/** Less than 10 km in degrees of latitude; of longitude 10 km are more everywhere. Spares most events the trigonometry. */
const NEAR_DEGREES = 0.06;

/** Whether (`t`, `lat`, `lon`) is too far from where the person was to be true. */
const isJump = (from: { t: string; lat: string; lon: string }): string => `
  ((abs(lat - ${from.lat}) > ${NEAR_DEGREES} OR abs(lon - ${from.lon}) > ${NEAR_DEGREES})
   AND greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) >= ${jumpMetres}
   AND greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) > ${fastestMetresPerSecond} * (t - ${from.t}))`;

/** One word of events after those before: (footprint of the stay's first event, a bit an event: 1 where a stay begins). */
const FOLDED_WORD = `
  arrayFold((inner, footprint, is_apart) -> if(
    is_apart = 0 AND bitShiftLeft(inner.1, 32) + footprint IN (SELECT pair FROM overlaps),
    (inner.1, bitShiftLeft(inner.2, 1)),
    (footprint, bitShiftLeft(inner.2, 1) + 1)), word, apart_word, (outer.1, toUInt64(0)))`;

const inWords = (array: string): string =>
  `arrayMap(from -> arraySlice(${array}, from, ${WORD}), range(1, toUInt32(length(${array}) + 1), ${WORD}))`;

/**
 * The runs of events that are stays, found on radio cells, before any zone; one row a person of `people`.
 *
 * - An event twice is one event. Who has more than ${mostEvents} events is read once a minute.
 * - An event that a jump from the last kept one would need is dropped.
 * - Consecutive events belong to a stay while their footprint overlaps that of its *first* event and no gap is too long. A word
 *   of events is folded into one number of marks: a fold that grew an array would copy it at every event.
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
      pseudonym, group_code, age_code, gender_code, home, kept, words,
      arrayFold((outer, word, apart_word) -> (
        (${FOLDED_WORD}).1,
        arrayPushBack(outer.2, (${FOLDED_WORD}).2)), words, apart_words, (toUInt64(0), emptyArrayUInt64())).2 AS marks,
      arrayFlatten(arrayMap((mark, word) ->
        arrayMap(bit -> bitTest(mark, bit), range(toUInt8(length(word)) - 1, -1, -1)), marks, words)) AS firsts
    FROM
    (
      SELECT
        pseudonym, group_code, age_code, gender_code, home, kept,
        arrayMap(event -> dictGet('cell', 'footprint', bitAnd(event, 16777215)), kept) AS footprints,
        arrayMap((event, previous) -> bitShiftRight(event, 24) - bitShiftRight(previous, 24) > ${longestGapSeconds},
          kept, arrayPopBack(arrayPushFront(kept, toUInt64(0)))) AS apart,
        ${inWords('footprints')} AS words,
        ${inWords('apart')} AS apart_words
      FROM
      (
        SELECT
          pseudonym, group_code, age_code, gender_code, home, events,
          arrayMap(event -> toInt64(bitShiftRight(event, 24)), events) AS times,
          arrayMap(event -> dictGet('cell', 'latitude', bitAnd(event, 16777215)), events) AS latitudes,
          arrayMap(event -> dictGet('cell', 'longitude', bitAnd(event, 16777215)), events) AS longitudes,
          arrayExists((t, lat, lon, t0, lat0, lon0) -> ${isJump({ t: 't0', lat: 'lat0', lon: 'lon0' })},
            arrayPopFront(times), arrayPopFront(latitudes), arrayPopFront(longitudes),
            arrayPopBack(times), arrayPopBack(latitudes), arrayPopBack(longitudes)) AS has_jump,
          arrayFold((state, event, t, lat, lon) -> if(
            ${isJump({ t: 'state.1', lat: 'state.2', lon: 'state.3' })},
            state,
            (t, lat, lon, arrayPushBack(state.4, event))),
            if(has_jump, events, []), if(has_jump, times, []),
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
