/**
 * Joins the valid rows of all days to their panels at once: who is not in a panel, or is on its stop list, drops out here. Panel
 * files are named `panel-<day number>-<shard>.native`. A semi join, so that a key written twice could not double rows.
 */
export const insertJoined = (panel: string): string => `
INSERT INTO joined
SELECT
    event.day,
    cityHash64(person.pseudonym) % event.shards,
    person.pseudonym,
    event.time,
    event.cell_id,
    person.group_code
FROM
(
    SELECT days.number AS day_number, day, days.shards AS shards, time, cell_id,
        sipHash128ReferenceKeyed((days.k0, days.k1), msisdn) AS match_key
    FROM events INNER JOIN days USING (day)
    WHERE reason = ''
) AS event
SEMI LEFT JOIN
(
    SELECT toUInt16(extract(_file, '^panel-([0-9]+)')) AS day_number, match_key, pseudonym, group_code
    FROM ${panel}
    WHERE (day_number, pseudonym) NOT IN (SELECT day_number, pseudonym FROM stopped)
) AS person
USING (day_number, match_key)`;
