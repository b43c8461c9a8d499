/**
 * One shard of a panel file from the plain rows of this engine session.
 *
 * Yields `PANEL_FILE_STRUCTURE`, ordered by match key, so that the order tells nothing about when somebody became a subscriber.
 */
export const matchPanelSql = (source: string, target: string): string => `
  INSERT INTO FUNCTION ${target}
  SELECT sipHash128ReferenceKeyed(({k0:UInt64}, {k1:UInt64}), number) AS match_key,
         toFixedString(unhex(pseudonym), 16) AS pseudonym,
         group_code, age_code, gender_code, home_area
  FROM ${source}
  WHERE cityHash64(match_key) % {shards:UInt64} = {shard:UInt64}
  ORDER BY match_key`;

/** What this service writes for the engine: number (E.164 with plus), pseudonym in hex, group, attributes. */
export const PLAIN_STRUCTURE =
  'number String, pseudonym String, group_code UInt8, age_code UInt8, gender_code UInt8, home_area String';
