/**
 * Writes the segment files of all days and shards at once, each sorted by pseudonym, then time, without duplicates; the target's
 * partition is `<day>-<shard>`. Parameters: `time_zone`, and the parallel lists `days` and `shards`.
 */
export const writeSegments = (target: string): string => `
INSERT INTO FUNCTION ${target}
PARTITION BY concat(
    toString(toDate(time, {time_zone:String})), '-',
    toString(cityHash64(pseudonym) % transform(toDate(time, {time_zone:String}), {days:Array(Date)}, {shards:Array(UInt16)}, toUInt16(1)))
)
SELECT pseudonym, time, CAST(cell_id AS String) AS cell_id, any(group_code) AS group_code
FROM joined
GROUP BY day, shard, pseudonym, time, cell_id
ORDER BY day, shard, pseudonym, time, cell_id
SETTINGS optimize_aggregation_in_order = 1`;
