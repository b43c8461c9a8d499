export { KitInvalid } from './kit';
export {
  type CityProgress,
  type CitySummary,
  type EventsFile,
  prepareCity,
  type PrepareCityOptions,
} from './prepare-city';
export { type PlacedDay, readPlacedDay } from './placed-day';
export { type CellHours, readCellHours } from './read-cell-hours';
export { KIND_SHARES, leaningOf, PLANNING_SHARE, SAME_KIND_SHARE } from './consent';
export { type TrueFigures, truePresence, trueVisitors, type TruthZone } from './truth';
export { permissionBit, readPeople, readPermissions, toAgeCode, type WhoIsWho } from './who-is-who';
