export { EngineFailed, type EngineFailureCode } from './engine-failed';
export type { EngineParameters, EngineValue } from './protocol';
export { sweepScratch } from './scratch';
export { type Engine, type EngineSettings, runInEngine } from './run-in-engine';
