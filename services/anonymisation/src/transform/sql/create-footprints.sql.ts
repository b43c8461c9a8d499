export const FOOTPRINTS_STRUCTURE = 'footprint UInt32, zones Array(UInt32), probabilities Array(Float64)';

/** Table `footprints`: `P(zone | cell)` of every footprint; zones are indexes into the plan's zones. */
export const createFootprints = (source: string): string => `
  CREATE TABLE footprints ENGINE = Memory AS
  SELECT footprint, zones, probabilities FROM ${source}`;
