export { EngineFailed, type EngineFailureCode } from './engine-failed';
export type { EngineParameters, EngineValue } from './protocol';
export { type Engine, type EngineSettings, runInEngine } from './run-in-engine';
