/** Fills `cells` from a file of one cell id a line. */
export const insertCells = (source: string): string => `
INSERT INTO cells SELECT line, toUInt32(_row_number + 1) FROM ${source}`;

/** Fills `cell_ids` from `cells`. */
export const insertCellIds = `
INSERT INTO cell_ids SELECT number, cell_id FROM cells`;
