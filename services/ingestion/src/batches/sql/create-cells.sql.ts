/** The radio cells of the batch's zone plan by their number (from 1): `cell_id`, `number`. Looked up by `joinGet('cells', 'number', cell_id)`, 0: unknown. */
export const createCells = `
CREATE TABLE cells (cell_id String, number UInt32) ENGINE = Join(ANY, LEFT, cell_id)`;

/** The same the other way round: `joinGet('cell_ids', 'cell_id', number)`. */
export const createCellIds = `
CREATE TABLE cell_ids (number UInt32, cell_id String) ENGINE = Join(ANY, LEFT, number)`;
