/** Structure of the file that the figures of a product leave by. */
export const COUNTS_STRUCTURE = 'group_code UInt8, row UInt32, column UInt32, units Int64';

/** The only thing that leaves step 2: increments without pseudonym, added up. Columns as in {@link COUNTS_STRUCTURE}. */
export const countFigures = (figures: string, target: string): string => `
  INSERT INTO FUNCTION ${target}
  SELECT group_code, row, column, units FROM (${figures}) ORDER BY group_code, row, column`;
