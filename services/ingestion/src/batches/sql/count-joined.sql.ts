/** Rows of people who are in a panel of any data kind: `day`, `rows`, and how many of them are `kept` once duplicates (same person, time, cell) are out. */
export const countJoined = `
SELECT toString(day) AS day, sum(rows) AS rows, sum(length(events)) AS kept
FROM traces
GROUP BY day
ORDER BY day`;
