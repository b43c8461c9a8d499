/**
 * Reads the upload into `events`, as lines (`raw`), so that a broken line is one rejected row and line numbers are exact. Fields
 * may be quoted; only lines with commas or quotes inside quotes take the slow way. Blank lines are no rows. Parameters: `columns`
 * (their number), `msisdn_at`, `timestamp_at`, `cell_at` (from 1), `time_zone`, `earliest`, `latest` (Unix seconds), `max_line_bytes`.
 */
export const insertEvents = (source: string): string => `
INSERT INTO events
WITH
    trim(TRAILING '\\r' FROM raw) AS text,
    splitByChar(',', text) AS parts,
    multiIf(
        length(text) > {max_line_bytes:UInt64}, [],
        position(text, '"') = 0, parts,
        length(parts) = {columns:UInt16} AND position(text, '""') = 0
            AND arrayAll(part -> startsWith(part, '"') = endsWith(part, '"'), parts),
        arrayMap(part -> trim(BOTH '"' FROM part), parts),
        arrayMap(field -> replaceAll(trim(BOTH '"' FROM field), '""', '"'), extractAll(concat(text, ','), '("(?:[^"]|"")*"|[^,"]*),'))
    ) AS fields,
    length(fields) = {columns:UInt16} AS complete,
    complete ? fields[{msisdn_at:UInt16}] : '' AS number,
    complete ? fields[{timestamp_at:UInt16}] : '' AS written_time,
    joinGet('cells', 'number', complete ? fields[{cell_at:UInt16}] : '') AS cell_number,
    parseDateTime64BestEffortOrNull(written_time, 0, 'UTC') AS instant,
    match(written_time, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?$')
        AND ifNull(toUnixTimestamp(instant) BETWEEN {earliest:Int64} AND {latest:Int64}, 0) AS readable,
    toDateTime(readable ? assumeNotNull(instant) : toDateTime64(0, 0, 'UTC'), 'UTC') AS time_or_zero,
    multiIf(
        NOT complete, 'wrong_columns',
        NOT match(number, '^[+][1-9][0-9]{6,14}$'), 'malformed_number',
        NOT readable, 'impossible_time',
        cell_number = 0, 'unknown_cell',
        ''
    ) AS why
SELECT
    _row_number + 1 AS line,
    why = '' ? number : '' AS msisdn,
    time_or_zero AS time,
    why = '' ? cell_number : 0 AS cell,
    readable ? toDate(time_or_zero, {time_zone:String}) : toDate(0) AS day,
    why AS reason
FROM ${source}
WHERE _row_number > 0 AND text != ''`;
