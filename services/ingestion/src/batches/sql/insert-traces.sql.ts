/**
 * Fills `traces` from the valid rows of all days at once. People are found by a set of keys: a key that is in the panels of several
 * data kinds, or written twice in one, cannot double rows.
 */
export const insertTraces = `
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
WHERE match_key IN (SELECT match_key FROM members)
GROUP BY match_key`;
