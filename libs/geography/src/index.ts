export { type Uncarved, LEAST_PLACE_SQUARE_METRES, NEVER_CARVED } from './carve-places';
export type { FootprintContents } from './footprints';
export { REGION_RESOLUTION, ZONE_RESOLUTION } from './h3-zones';
export { LEAST_RESIDENTS_OF_REGION } from './make-regions';
export { distanceKm, findCentroid, isWithinKm, type Point } from './measure-places';
export { LEAST_RESIDENTS } from './merge-small-leaves';
export { type Area, parsePlaces, type ParsedAreas, parseZonesGeoJson, type Place } from './parse-areas';
export { CELL_COLUMNS, parseCells, type RadioCell } from './parse-cells';
export {
  type AdultsByAge,
  AGE_BAND_COLUMNS,
  type AreaPopulation,
  parsePopulation,
  POPULATION_COLUMNS,
  WORKPLACES_COLUMN,
} from './parse-population';
export { planZones, type PlannedZones, type PlanNotes, type ZonePlanInput } from './plan-zones';
export { MAX_PROBLEMS, type Parsed, type Problem, PROBLEM_CODES, type ProblemCode } from './problem';
export { isSimple, sharedArea, type Vertex } from './clip-ring';
export { type CellSet, listGeohashes, shareGeohashes, toCellSet } from './geohash-cells';
export { LEAST_COSINE } from './find-overlaps';
export {
  type CellHours,
  type CellRule,
  footprintRule,
  LEAST_PEOPLE_TOLD,
  type LocationErrors,
  measureErrors,
  toPresence,
} from './location-error';
