export * from './accountant';
export { sampleDiscreteGaussian, sampleDiscreteGaussianBig, sampleDiscreteGaussians } from './discrete-gaussian';
export * from './estimate';
export * from './extrapolation';
export * from './fraction';
export { interval95, noiseInterval } from './interval';
export { logNormalTail, normalCdf, normalQuantile, normalTail, normalUpperQuantile } from './normal';
export * from './random-source';
export {
  addTables,
  fromReleasedRecord,
  measureTable,
  type Measurement,
  type NoisyTable,
  type Released,
} from './released';
export * from './threshold';
