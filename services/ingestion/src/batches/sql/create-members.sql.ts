/** The stop lists of the days: `day_number`, `pseudonym` (of whatever data kind). */
export const createStopped = `
CREATE TABLE stopped (day_number UInt16, pseudonym FixedString(16)) ENGINE = Memory`;

/**
 * Who has rows in this batch and may be counted, for what: one row a day, person (`match_key`; keys of days are random, so one key is one person on one day)
 * and data kind (`kind`, its index in `PANEL_DATA_KINDS`), with `shard`, `pseudonym`, `group_code` and attributes as in the panel.
 */
export const createMembers = `
CREATE TABLE members
(
    kind UInt8,
    day Date,
    shard UInt16,
    match_key UInt128,
    pseudonym FixedString(16),
    group_code UInt8,
    age_code UInt8,
    gender_code UInt8,
    home_area LowCardinality(String)
)
ENGINE = MergeTree ORDER BY kind`;
