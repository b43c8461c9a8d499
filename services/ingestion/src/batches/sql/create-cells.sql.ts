/** The radio cells of the batch's zone plan: `cell_id`. */
export const createCells = `
CREATE TABLE cells (cell_id String) ENGINE = Memory`;
