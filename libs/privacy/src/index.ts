export * from './accountant';
export * from './budget-table';
export { sampleDiscreteGaussian, sampleDiscreteGaussianBig, sampleDiscreteGaussians } from './discrete-gaussian';
export * from './estimate';
export * from './estimate-total';
export * from './extrapolation';
export * from './extrapolation-by-strata';
export * from './fit-margins';
export * from './fraction';
export * from './guarantee';
export { interval95, noiseInterval } from './interval';
export { logNormalTail, normalCdf, normalQuantile, normalTail, normalUpperQuantile } from './normal';
export * from './policy';
export * from './quality-gate';
export { rake, rakeShares, type Raked } from './rake';
export * from './random-source';
export {
  addTables,
  fromReleasedRecord,
  measureTable,
  type Measurement,
  type NoisyTable,
  type Released,
} from './released';
export * from './roll-up';
export * from './shares';
export * from './threshold';
