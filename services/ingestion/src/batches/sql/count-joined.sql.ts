/** What was joined: `day`, `shard`, `rows`, and how many of them are `kept` once duplicates (same pseudonym, time, cell) are out. */
export const countJoined = `
SELECT toString(day) AS day, shard, sum(copies) AS rows, count() AS kept
FROM
(
    SELECT day, shard, count() AS copies
    FROM joined
    GROUP BY day, shard, pseudonym, time, cell_id
    SETTINGS optimize_aggregation_in_order = 1
)
GROUP BY day, shard
ORDER BY day, shard`;
