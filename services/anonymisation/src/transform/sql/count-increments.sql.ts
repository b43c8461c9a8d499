/** Structure of the file the counts leave by. */
export const COUNTS_STRUCTURE = 'group_code UInt8, zone UInt32, column UInt16, units Int64';

/** The only thing that leaves step 2: increments without pseudonym, added up. Columns as in {@link COUNTS_STRUCTURE}. */
export const countIncrements = (increments: string, target: string): string => `
  INSERT INTO FUNCTION ${target}
  SELECT group_code, zone, column, sum(units) AS units
  FROM (${increments})
  GROUP BY group_code, zone, column
  ORDER BY group_code, zone, column`;
