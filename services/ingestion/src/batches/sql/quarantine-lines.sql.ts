/**
 * Lines of rejected rows, the first `{lines_per_reason}` of each reason: `reason`, `line`. Rows of `closed_days` are rejected for
 * `closed_reason`.
 */
export const quarantineLines = `
SELECT if(event.reason = '', {closed_reason:String}, event.reason) AS reason, line
FROM events AS event
WHERE event.reason != '' OR has({closed_days:Array(Date)}, day)
ORDER BY reason, line
LIMIT {lines_per_reason:UInt32} BY reason`;
