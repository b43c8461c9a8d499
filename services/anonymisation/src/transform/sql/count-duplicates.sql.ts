/**
 * Events that an earlier batch of the day brought already: same person, second and cell.
 *
 * Columns: `batch` (number), `duplicates`.
 */
export const countDuplicates = (): string => `
  SELECT batch, count() AS duplicates
  FROM
  (
    SELECT arrayJoin(arrayFilter(
      (event, previous) -> bitShiftRight(event, 16) = bitShiftRight(previous, 16),
      arrayPopFront(raw), arrayPopBack(raw))) AS event, bitAnd(event, 65535) AS batch
    FROM people
  )
  GROUP BY batch ORDER BY batch`;
