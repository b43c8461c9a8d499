import { internalToken, testGatewayKeys } from '@passant/testing';
import type { Actor } from '@passant/contracts';
import { InternalTokenVerifier } from './internal-token';

const ada: Actor = { kind: 'staff', staffId: 'ada', roles: ['admin'] };
const verifier = () => InternalTokenVerifier.fromFile(testGatewayKeys().publicKeyFile, 'consent');

afterEach(() => void jest.useRealTimers());

test('a token that was good when it came stays good however long its signature waits to be checked', async () => {
  const token = await internalToken(ada, { aud: 'consent' });
  const arrived = Date.now();
  // Only the clock is held: what checks signatures goes on.
  jest.useFakeTimers({ now: arrived, doNotFake: ['setImmediate', 'setTimeout', 'nextTick', 'queueMicrotask'] });
  const checked = verifier().verify(`Bearer ${token}`);
  jest.setSystemTime(arrived + 600_000);
  await expect(checked).resolves.toMatchObject({ actor: ada });
  await expect(verifier().verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
