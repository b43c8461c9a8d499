/** Fills `cells` from a file of one cell id a line. */
export const insertCells = (source: string): string => `
INSERT INTO cells SELECT line FROM ${source}`;
