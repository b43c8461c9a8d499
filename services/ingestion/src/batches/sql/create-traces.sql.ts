/**
 * The rows of people who are in any panel, one row a person and day: `rows` as they came, and `events`, the different ones in order of
 * time: Unix seconds · 2³² + number of the cell. It holds no pseudonym: each data kind has its own.
 */
export const createTraces = `
CREATE TABLE traces (day Date, match_key UInt128, rows UInt64, events Array(UInt64)) ENGINE = MergeTree ORDER BY tuple()`;
