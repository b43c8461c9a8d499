/** Fills `days` from parallel lists; a day's `number` names its panel and stop-list files. Keys are decimal text. */
export const insertDays = `
INSERT INTO days
SELECT number, day, toUInt64(k0), toUInt64(k1), shards
FROM
(
    SELECT
        {numbers:Array(UInt16)} AS number,
        {days:Array(Date)} AS day,
        {k0:Array(String)} AS k0,
        {k1:Array(String)} AS k1,
        {shards:Array(UInt16)} AS shards
)
ARRAY JOIN number, day, k0, k1, shards`;
