/**
 * Events that an earlier batch of the day brought already: same person, second and cell.
 *
 * Columns: `batch` (number), `duplicates`.
 */
export const countDuplicates = (): string => `
  SELECT arrayJoin(people.duplicates) AS batch, count() AS duplicates
  FROM people
  GROUP BY batch ORDER BY batch`;
