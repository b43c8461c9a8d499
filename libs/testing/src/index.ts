export { findBrowser, openBrowser } from './browser';
export { CapturedLogs, withCapturedLogs } from './captured-logs';
export { ed25519Pair } from './ed25519-pair';
export { engineProcesses } from './engine-processes';
export { FixedClock } from './fixed-clock';
export { internalToken, testGatewayKeys, type TokenSettings } from './internal-token';
export { type GraphqlAnswer, type HttpRequest, ServiceClient } from './service-client';
export { temporaryFolder } from './temporary-folder';
export { anonymous, testEnvironment } from './test-environment';
export {
  copyTestDatabase,
  createTestDatabase,
  flushTestRedis,
  type TestDatabase,
  testRedisUrl,
  testStack,
  type TestStack,
} from './test-stack';
export { waitFor } from './wait-for';
