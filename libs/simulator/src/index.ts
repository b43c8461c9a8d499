export { KitInvalid } from './kit';
export {
  type CityProgress,
  type CitySummary,
  type EventsFile,
  prepareCity,
  type PrepareCityOptions,
} from './prepare-city';
export { type TrueFigures, truePresence, trueVisitors, type TruthZone } from './truth';
