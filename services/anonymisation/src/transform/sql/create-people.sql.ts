/**
 * Table `people`: one row a pseudonym that is not on the stop list, from all opened segment files of a data kind.
 *
 * Columns: `pseudonym`; `group_code`; `age_code`, `gender_code`, `home` (column of origin, −1 for none); `raw`: the day's events
 * in order, each packed as `seconds since the day's start · 2^40 + cell number · 2^16 + batch number`.
 *
 * Rows of a person come from one panel and agree. Should they not, a group is what all of them permit (codes are bits; nobody
 * is read whom they leave none), an attribute the least.
 *
 * Small blocks: what the next statement makes of one is several times as large.
 *
 * Parameters: `day_start` (UNIX seconds), `day_seconds`. The batch number is the first number in the file's name.
 */
export const createPeople = (segments: string, stopped: string): string => `
  CREATE TABLE people ENGINE = Memory AS
  SELECT
    pseudonym,
    groupBitAnd(group_code) AS group_code,
    min(age_code) AS age_code,
    min(gender_code) AS gender_code,
    dictGet('home', 'home', tuple(min(home_area))) AS home,
    arraySort(groupArray(event)) AS raw
  FROM
  (
    SELECT
      pseudonym, group_code, age_code, gender_code, home_area,
      bitShiftLeft(toUInt64(second), 40) + bitShiftLeft(cells.number, 16) + batch AS event
    FROM
    (
      SELECT
        pseudonym, group_code, age_code, gender_code, home_area, cell_id,
        toInt64(toUnixTimestamp(time)) - {day_start:Int64} AS second,
        toUInt64(extract(_file, '[0-9]+')) AS batch
      FROM ${segments}
      WHERE pseudonym NOT IN (SELECT pseudonym FROM ${stopped})
        AND second >= 0 AND second < {day_seconds:Int64}
    ) AS rows
    INNER JOIN cells ON cells.cell_id = rows.cell_id
  )
  GROUP BY pseudonym
  HAVING group_code > 0
  SETTINGS max_block_size = 2048, min_insert_block_size_rows = 2048, min_insert_block_size_bytes = 0`;
