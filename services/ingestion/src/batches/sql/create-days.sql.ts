/** The days that take rows: `day`, its match key `k0`, `k1`, and into how many `shards` its segments are cut. */
export const createDays = `
CREATE TABLE days (number UInt16, day Date, k0 UInt64, k1 UInt64, shards UInt16) ENGINE = Memory`;
