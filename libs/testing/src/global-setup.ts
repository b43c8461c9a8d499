import { startStack } from './running-stack';

/** Jest's `globalSetup`: starts the stack once a run, or uses the one that the environment names. */
export default async function setUp(): Promise<void> {
  if (process.env['PASSANT_TEST_POSTGRES_URL'] && process.env['PASSANT_TEST_REDIS_URL']) return;
  const stack = await startStack();
  process.env['PASSANT_TEST_POSTGRES_URL'] = stack.postgresUrl;
  process.env['PASSANT_TEST_REDIS_URL'] = stack.redisUrl;
  process.env['PASSANT_TEST_FOLDER'] = stack.folder;
  Object.assign(globalThis, { passantTestStack: stack });
}
