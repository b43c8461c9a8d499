import { AGE_NOT_GIVEN, GENDER_NOT_GIVEN } from '@passant/contracts';
import { STEP_TWO } from '../domain/rules';

const { fastestMetresPerSecond, mostEvents } = STEP_TWO;

/** Less than the 10 km of a jump, in 100,000ths of a degree (`position` in `createCells`). */
const NEAR = 6_000;
/** Less than the fastest speed, in 100,000ths of a degree (1.11 m) a second. */
const SLOW = Math.floor(fastestMetresPerSecond / 1.12);
const LOW_HALF = 4294967295;
const difference = (half: (position: string) => string): string =>
  `abs(toInt64(${half('position')}) - toInt64(${half('previous')}))`;
const NORTH = difference((position) => `bitShiftRight(${position}, 32)`);
const EAST = difference((position) => `bitAnd(${position}, ${LOW_HALF})`);

/** What all rows of a person say, else `not-given`: more than all of them say is never taken. */
const agreed = (column: string, notGiven: number | string): string =>
  `if(min(rows.${column}) = max(rows.${column}), min(rows.${column}), ${notGiven})`;

/** One row a person: `raw`, its events in order as `second · 2^40 + cell number · 2^16 + batch number`. */
const rawEvents = (segments: string, stopped: string): string => `
  SELECT
    pseudonym,
    groupBitAnd(group_code) AS group_code,
    ${agreed('age_code', AGE_NOT_GIVEN)} AS age_code,
    ${agreed('gender_code', GENDER_NOT_GIVEN)} AS gender_code,
    dictGet('home', 'home', tuple(${agreed('home_area', `''`)})) AS home,
    arraySort(groupArray(event)) AS raw
  FROM
  (
    SELECT
      pseudonym, group_code, age_code, gender_code, home_area,
      dictGet('cell_number', 'number', cell_id) AS cell,
      toInt64(toUnixTimestamp(time)) - {day_start:Int64} AS second,
      bitShiftLeft(toUInt64(second), 40) + bitShiftLeft(toUInt64(cell), 16) + toUInt64(extract(_file, '[0-9]+')) AS event
    FROM ${segments}
    WHERE pseudonym NOT IN (SELECT pseudonym FROM ${stopped})
      AND second >= 0 AND second < {day_seconds:Int64} AND cell >= 0
  ) AS rows
  GROUP BY pseudonym
  HAVING group_code > 0`;

/** Of `raw`, those that another batch repeats, by the number of the later batch. */
const DUPLICATES = `
  arrayMap(event -> toUInt16(bitAnd(event, 65535)), arrayFilter(
    (event, previous) -> bitShiftRight(event, 16) = bitShiftRight(previous, 16), arrayPopFront(raw), arrayPopBack(raw)))`;

/**
 * Table `people`: one row a pseudonym that is not on the stop list, from all opened segment files of a data kind.
 *
 * Columns: `pseudonym`; `group_code`; `age_code`, `gender_code`, `home` (column of origin, −1 for none); `events` of the day in
 * order, each packed as `seconds since the day's start · 2^24 + cell number`; `may_jump`: whether any two of them are to be looked
 * at closely; `duplicates`: numbers of the batches that brought an event which an earlier one had brought.
 *
 * - An event twice is one event. Who has more than ${mostEvents} events is read once a minute.
 * - Rows of a person come from one panel and agree. Should they not, a group is what all of them permit (codes are bits; nobody
 *   is read whom they leave none), an attribute is not given.
 *
 * Small blocks: what the next statement makes of one is several times as large.
 *
 * Parameters: `day_start` (UNIX seconds), `day_seconds`. The batch number is the first number in the file's name.
 */
export const createPeople = (segments: string, stopped: string): string => `
  CREATE TABLE people ENGINE = Memory AS
  SELECT pseudonym, group_code, age_code, gender_code, home, events, may_jump, duplicates
  FROM
  (
    SELECT
      pseudonym, group_code, age_code, gender_code, home,
      arrayCompact(arrayMap(event -> bitShiftRight(event, 16), raw)) AS distinct_events,
      if(length(distinct_events) = length(raw), [], ${DUPLICATES}) AS duplicates,
      if(length(distinct_events) > ${mostEvents},
        arrayFilter((event, previous) -> intDiv(bitShiftRight(event, 24), 60) != intDiv(bitShiftRight(previous, 24), 60),
          distinct_events, arrayPopBack(arrayPushFront(distinct_events, bitNot(toUInt64(0))))),
        distinct_events) AS events,
      arrayMap(event -> dictGet('cell', 'position', bitAnd(event, 16777215)), events) AS positions,
      arrayExists((position, previous, event, last) ->
        greatest(${NORTH}, ${EAST}) > ${NEAR}
          AND ${NORTH} + ${EAST} > ${SLOW} * (toInt64(bitShiftRight(event, 24)) - toInt64(bitShiftRight(last, 24))),
        arrayPopFront(positions), arrayPopBack(positions), arrayPopFront(events), arrayPopBack(events)) AS may_jump
    FROM (${rawEvents(segments, stopped)})
  )
  SETTINGS max_block_size = 2048, min_insert_block_size_rows = 2048, min_insert_block_size_bytes = 0`;
