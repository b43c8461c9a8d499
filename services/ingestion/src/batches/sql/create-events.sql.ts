/**
 * Every row of the upload, read once: `line` (the header is 1), `msisdn` (empty where rejected), `time`, `cell` (its number in `cells`), `day` (local;
 * 1970-01-01: no readable time), `reason` (empty: nothing wrong with it).
 */
export const createEvents = `
CREATE TABLE events
(
    line UInt64,
    msisdn String,
    time DateTime('UTC'),
    cell UInt32,
    day Date,
    reason LowCardinality(String)
)
ENGINE = MergeTree ORDER BY tuple()`;
