import { STEP_TWO } from '../domain/rules';

const { leastStaySeconds, longestGapSeconds, fastestMetresPerSecond, jumpMetres } = STEP_TWO;

/** Whether an event is too far from where the person was to be true. */
const isJump = (from: { t: string; lat: string; lon: string }): string => `
  (greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) >= ${jumpMetres}
   AND greatCircleDistance(${from.lon}, ${from.lat}, lon, lat) > ${fastestMetresPerSecond} * (t - ${from.t}))`;

/**
 * `kept`: events without those that a jump from the last kept one would need. Only who may jump is looked at closely.
 */
const KEPT_EVENTS = `
  SELECT pseudonym, group_code, age_code, gender_code, home, events AS kept
  FROM people
  WHERE NOT may_jump
  UNION ALL
  SELECT
    pseudonym, group_code, age_code, gender_code, home,
    arrayFold((state, event, t, lat, lon) -> if(
      ${isJump({ t: 'state.1', lat: 'state.2', lon: 'state.3' })},
      state,
      (t, lat, lon, arrayPushBack(state.4, event))),
      events, times, latitudes, longitudes, (times[1], latitudes[1], longitudes[1], emptyArrayUInt64())).4 AS kept
  FROM
  (
    SELECT
      pseudonym, group_code, age_code, gender_code, home, events,
      arrayMap(event -> toInt64(bitShiftRight(event, 24)), events) AS times,
      arrayMap(event -> dictGet('cell', 'latitude', bitAnd(event, 16777215)), events) AS latitudes,
      arrayMap(event -> dictGet('cell', 'longitude', bitAnd(event, 16777215)), events) AS longitudes
    FROM people
    WHERE may_jump
  )`;

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
 * Consecutive events belong to a stay while their footprint overlaps that of its *first* event and no gap is too long. Events
 * are folded into words of marks: a fold that grew an array would copy it at every event.
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
      FROM (${KEPT_EVENTS})
    )
  )`;
