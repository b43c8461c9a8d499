/** What was read: `day` (`1970-01-01`: unknown), `reason` (empty: valid), `rows`. */
export const countRead = `
SELECT toString(day) AS day, reason, count() AS rows FROM events GROUP BY day, reason ORDER BY day, reason`;
