export { type AskOptions, type Flow, PassantClient, type PassantSettings } from './client';
export type { Credentials } from './credentials';
export { isPassantError, type KnownCode, PassantError } from './errors';
export {
  addEstimates,
  type Columns,
  type Estimate,
  isPublished,
  type Published,
  type Sum,
  SumIncomplete,
  toEstimates,
  toTimedEstimates,
} from './estimates';
export * from './generated/graph';
export type { Patience } from './wait';
