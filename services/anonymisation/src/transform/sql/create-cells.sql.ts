/** Columns of the file that `cells` is read from: `number` counts the plan's cells from 0. */
export const CELLS_STRUCTURE = 'number UInt32, cell_id String, footprint UInt32, latitude Float32, longitude Float32';

/** Table `cells`: the radio cells of the plan. */
export const createCells = (source: string): string => `
  CREATE TABLE cells ENGINE = Memory AS
  SELECT number, cell_id, footprint, latitude, longitude FROM ${source}`;
