/** Rows of people on the panel: `day`, `shard`, `pseudonym`, `time`, `cell_id`, `group_code`. Duplicates lie side by side. */
export const createJoined = `
CREATE TABLE joined
(
    day Date,
    shard UInt16,
    pseudonym FixedString(16),
    time DateTime('UTC'),
    cell_id LowCardinality(String),
    group_code UInt8
)
ENGINE = MergeTree ORDER BY (day, shard, pseudonym, time, cell_id)`;
