export { EXIT, type Terminal } from './terminal';
export { runPassant } from './program';
