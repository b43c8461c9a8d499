/**
 * Writes the segment files of one data kind (`kind`), all days and shards at once, each sorted by pseudonym, then time, without duplicates;
 * the target's partition is `<day>-<shard>`. People are sorted, not rows: each brings its own in order. A semi join, so that a key
 * written twice could not double rows. Further parameters: `time_zone`, and the parallel lists `days` and `shards`.
 */
export const writeSegments = (target: string): string => `
INSERT INTO FUNCTION ${target}
PARTITION BY concat(
    toString(toDate(time, {time_zone:String})), '-',
    toString(cityHash64(pseudonym) % transform(toDate(time, {time_zone:String}), {days:Array(Date)}, {shards:Array(UInt16)}, toUInt16(1)))
)
SELECT
    pseudonym,
    toDateTime(bitShiftRight(event, 32), 'UTC') AS time,
    joinGet('cell_ids', 'cell_id', toUInt32(bitAnd(event, 4294967295))) AS cell_id,
    group_code,
    age_code,
    gender_code,
    home_area
FROM
(
    SELECT pseudonym, group_code, age_code, gender_code, CAST(home_area AS String) AS home_area, events
    FROM traces
    SEMI LEFT JOIN
    (
        SELECT match_key, pseudonym, shard, group_code, age_code, gender_code, home_area FROM members WHERE kind = {kind:UInt8}
    ) AS member
    USING (match_key)
    ORDER BY day, shard, pseudonym
)
ARRAY JOIN events AS event`;
