/**
 * What the statements of step 2 look up: tables and dictionaries of one plan. Dictionaries, because a lambda over an array can
 * ask one, and cannot join.
 */

export const CELLS_STRUCTURE = 'number UInt64, cell_id String, footprint UInt64, latitude Float32, longitude Float32';

/**
 * Table `cells`: the radio cells of the plan; `number` counts them from 0. `position` is latitude and longitude in 32 bits each, in
 * 100,000ths of a degree of latitude, the longitude shortened as far as it is anywhere among the cells: a distance is never
 * longer than the sum of both differences, and never 10 km where both are under 0.06 degrees.
 */
export const createCells = (source: string): string => `
  CREATE TABLE cells ENGINE = Memory AS
  SELECT
    number, cell_id, footprint, latitude, longitude,
    bitShiftLeft(toUInt64(round((latitude + 90) * 100000)), 32)
      + toUInt64(round((longitude + 180) * 100000 * (SELECT max(cos(radians(latitude))) FROM ${source}))) AS position
  FROM ${source}`;

/** Dictionary `cell`: number → `footprint`, `latitude`, `longitude`, `position`. */
export const createCellDictionary = (): string => `
  CREATE DICTIONARY cell (number UInt64, footprint UInt64, latitude Float32, longitude Float32, position UInt64)
  PRIMARY KEY number SOURCE(CLICKHOUSE(TABLE 'cells')) LAYOUT(FLAT(MAX_ARRAY_SIZE 20000000)) LIFETIME(0)`;

/** Dictionary `cell_number`: cell id → `number`; −1 where the plan has no such cell. */
export const createCellNumberDictionary = (): string => `
  CREATE DICTIONARY cell_number (cell_id String, number Int64 DEFAULT -1)
  PRIMARY KEY cell_id SOURCE(CLICKHOUSE(TABLE 'cells')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)`;

export const FOOTPRINTS_STRUCTURE = 'footprint UInt64, zones Array(UInt64), weights Array(UInt64)';

/** Table `footprints`: `P(zone | cell)` as `pieces`, each `zone · 2^32 + weight` (`toWeights`). */
export const createFootprints = (source: string): string => `
  CREATE TABLE footprints ENGINE = Memory AS
  SELECT footprint, arrayMap((zone, weight) -> bitShiftLeft(zone, 32) + weight, zones, weights) AS pieces
  FROM ${source}`;

/** Dictionary `footprint`: number → `pieces`. */
export const createFootprintDictionary = (): string => `
  CREATE DICTIONARY footprint (footprint UInt64, pieces Array(UInt64))
  PRIMARY KEY footprint SOURCE(CLICKHOUSE(TABLE 'footprints')) LAYOUT(FLAT(MAX_ARRAY_SIZE 20000000)) LIFETIME(0)`;

export const OVERLAPS_STRUCTURE = 'one UInt64, other UInt64';

/** Table `overlaps`: `pair` = 2^32 · footprint + footprint, for both orders and for every footprint with itself. */
export const createOverlaps = (source: string): string => `
  CREATE TABLE overlaps ENGINE = Memory AS
  SELECT bitShiftLeft(one, 32) + other AS pair FROM ${source}
  UNION ALL
  SELECT bitShiftLeft(other, 32) + one FROM ${source}
  UNION ALL
  SELECT bitShiftLeft(footprint, 32) + footprint FROM footprints`;

export const ZONES_STRUCTURE = 'number UInt64, flow_end UInt32, is_own UInt8';

/** Table `zones`: `flow_end` is the end of flows (`FlowEnds.endOfZone`); `is_own`: a place with cells of its own. `outside` is not in it. */
export const createZones = (source: string): string => `
  CREATE TABLE zones ENGINE = Memory AS SELECT number, flow_end, is_own FROM ${source}`;

/** Dictionary `zone`: number → `flow_end`, `is_own`. */
export const createZoneDictionary = (): string => `
  CREATE DICTIONARY zone (number UInt64, flow_end UInt32, is_own UInt8)
  PRIMARY KEY number SOURCE(CLICKHOUSE(TABLE 'zones')) LAYOUT(FLAT(MAX_ARRAY_SIZE 20000000)) LIFETIME(0)`;

export const FLOW_PAIRS_STRUCTURE = 'from_end UInt64, to_end UInt64, row UInt64';

/** Table `flow_pairs`: rows of flows by pairs of ends; none where rows are ends. `pair` = 2^32 · from + to, `trip` = 2^32 · row. */
export const createFlowPairs = (source: string): string => `
  CREATE TABLE flow_pairs ENGINE = Memory AS
  SELECT bitShiftLeft(from_end, 32) + to_end AS pair, bitShiftLeft(row, 32) AS trip FROM ${source}`;

/** Dictionary `flow_pair`: pair → `trip`. */
export const createFlowPairDictionary = (): string => `
  CREATE DICTIONARY flow_pair (pair UInt64, trip UInt64)
  PRIMARY KEY pair SOURCE(CLICKHOUSE(TABLE 'flow_pairs')) LAYOUT(HASHED()) LIFETIME(0)`;

export const HOMES_STRUCTURE = 'area String, home Int32';

/** Table `homes`: the column of origin of every home area. */
export const createHomes = (source: string): string => `
  CREATE TABLE homes ENGINE = Memory AS SELECT area, home FROM ${source}`;

/** Dictionary `home`: area → `home`; −1 where it is not given or not in the plan. */
export const createHomeDictionary = (): string => `
  CREATE DICTIONARY home (area String, home Int32 DEFAULT -1)
  PRIMARY KEY area SOURCE(CLICKHOUSE(TABLE 'homes')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)`;
