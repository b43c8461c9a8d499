import type { CommonEnvironment } from '@passant/platform';
import { testGatewayKeys } from './internal-token';
import { temporaryFolder } from './temporary-folder';
import type { TestStack } from './test-stack';

/** The common environment of a service under test; add the service's own variables. */
export const testEnvironment = <Own extends object>(
  stack: Pick<TestStack, 'databaseUrl' | 'redisUrl'>,
  own: Own = {} as Own,
): CommonEnvironment & Own => ({
  PASSANT_ENV: 'development',
  HOST: '127.0.0.1',
  PORT: 0,
  DATABASE_URL: stack.databaseUrl,
  REDIS_URL: stack.redisUrl,
  GATEWAY_PUBLIC_KEY_FILE: testGatewayKeys().publicKeyFile,
  SECRETS_DIR: temporaryFolder(),
  AUDIT_DIR: temporaryFolder(),
  LOG_LEVEL: 'silent',
  CLOCK_OFFSET_SECONDS: 0,
  ...own,
});

/** Actors for tests. */
export const anonymous = { kind: 'anonymous' } as const;
