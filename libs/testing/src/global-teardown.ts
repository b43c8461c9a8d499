import type { RunningStack } from './running-stack';

/** Jest's `globalTeardown`: ends what `globalSetup` started. */
export default async function tearDown(): Promise<void> {
  const { passantTestStack } = globalThis as { passantTestStack?: RunningStack };
  await passantTestStack?.stop();
}
