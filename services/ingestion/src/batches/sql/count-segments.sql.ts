/** What the segment files of a data kind (`kind`) will hold: `day`, `shard`, `rows`. */
export const countSegments = `
SELECT toString(day) AS day, shard, sum(length(events)) AS rows
FROM traces SEMI LEFT JOIN (SELECT match_key, shard FROM members WHERE kind = {kind:UInt8}) AS member USING (match_key)
GROUP BY day, shard
ORDER BY day, shard`;
