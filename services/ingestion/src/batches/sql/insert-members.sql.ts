/**
 * Fills `members` from the panels of all days and data kinds, as far as they have rows in `traces`: who is on a stop list drops out
 * here. Panel files are named `panel-<day number>-<kind>-<shard>.native`.
 */
export const insertMembers = (panel: string): string => `
INSERT INTO members
SELECT kind, days.day, cityHash64(pseudonym) % days.shards, key, pseudonym, group_code, age_code, gender_code, home_area
FROM
(
    SELECT
        toUInt16(extract(_file, '^panel-([0-9]+)')) AS number,
        toUInt8(extract(_file, '^panel-[0-9]+-([0-9]+)')) AS kind,
        reinterpretAsUInt128(match_key) AS key,
        pseudonym, group_code, age_code, gender_code, home_area
    FROM ${panel}
    WHERE key IN (SELECT match_key FROM traces) AND (number, pseudonym) NOT IN (SELECT day_number, pseudonym FROM stopped)
) AS person
INNER JOIN days USING (number)`;
