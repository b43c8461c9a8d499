/**
 * Table `people`: one row a pseudonym that is not on the stop list, from all segment files of the day.
 *
 * Columns: `pseudonym`, `group_code`, `raw`: the day's events in order, each packed as
 * `seconds since the day's start · 2^40 + cell number · 2^16 + batch number`.
 *
 * Parameters: `day_start` (UNIX seconds), `day_seconds`. The batch number is the first number in the file's name.
 */
export const createPeople = (segments: string, stopped: string): string => `
  CREATE TABLE people ENGINE = MergeTree ORDER BY tuple() AS
  SELECT pseudonym, min(group_code) AS group_code, arraySort(groupArray(event)) AS raw
  FROM
  (
    SELECT
      pseudonym,
      group_code,
      bitShiftLeft(toUInt64(second), 40) + bitShiftLeft(toUInt64(cells.number), 16) + batch AS event
    FROM
    (
      SELECT
        pseudonym,
        group_code,
        cell_id,
        toInt64(toUnixTimestamp(time)) - {day_start:Int64} AS second,
        toUInt64(extract(_file, '[0-9]+')) AS batch
      FROM ${segments}
      WHERE pseudonym NOT IN (SELECT pseudonym FROM ${stopped})
    ) AS rows
    INNER JOIN cells ON cells.cell_id = rows.cell_id
    WHERE second >= 0 AND second < {day_seconds:Int64}
  )
  GROUP BY pseudonym`;
