/**
 * Fills `traces` from the valid rows of all days at once. People are found by a set of keys, of all panels that lie in the session's
 * folder (files `panel-<day number>-…`) without who is on a stop list: a key that is in the panels of several data kinds, or written
 * twice in one, cannot double rows.
 */
export const insertTraces = (panel: string): string => `
INSERT INTO traces
SELECT any(day), match_key, count(), arrayCompact(arraySort(groupArray(event)))
FROM
(
    SELECT
        day,
        reinterpretAsUInt128(sipHash128ReferenceKeyed((days.k0, days.k1), msisdn)) AS match_key,
        bitOr(bitShiftLeft(toUInt64(toUnixTimestamp(time)), 32), cell) AS event
    FROM events INNER JOIN days USING (day)
    WHERE reason = ''
)
WHERE match_key IN
(
    SELECT reinterpretAsUInt128(match_key)
    FROM ${panel}
    WHERE (toUInt16(extract(_file, '^panel-([0-9]+)')), pseudonym) NOT IN (SELECT day_number, pseudonym FROM stopped)
)
GROUP BY match_key`;
