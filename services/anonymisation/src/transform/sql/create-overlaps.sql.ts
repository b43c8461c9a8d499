export const OVERLAPS_STRUCTURE = 'one UInt32, other UInt32';

/** Table `overlaps`: `pair` = 2^32 · footprint + footprint, for both orders and for every footprint with itself. */
export const createOverlaps = (source: string): string => `
  CREATE TABLE overlaps ENGINE = Memory AS
  SELECT bitShiftLeft(toUInt64(one), 32) + other AS pair FROM ${source}
  UNION ALL
  SELECT bitShiftLeft(toUInt64(other), 32) + one FROM ${source}
  UNION ALL
  SELECT bitShiftLeft(toUInt64(footprint), 32) + footprint FROM footprints`;
