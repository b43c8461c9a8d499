import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { Authenticator } from './authenticator';
import { partnerTokens } from './token-verifier';

const URL = 'https://passant.example';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

describe('a token that was good', () => {
  let looked: number;
  let authenticator: Authenticator;
  const clientId = randomUUID();
  const authenticate = (token: string) => authenticator.authenticate(`Bearer ${token}`, 'partners-and-staff');
  const sign = (seconds: number, key = privateKey) =>
    new SignJWT({ client_id: clientId })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(`${URL}/oauth2`)
      .setAudience('passant-graph')
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(key);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    looked = 0;
    const keys = async () => {
      looked += 1;
      return publicKey;
    };
    authenticator = new Authenticator({ partner: partnerTokens(URL, keys) });
  });
  afterEach(() => jest.useRealTimers());

  it('is verified again after ten seconds', async () => {
    const token = await sign(300);
    for (let asked = 0; asked < 5; asked += 1) {
      expect(await authenticate(token)).toEqual({ kind: 'partner', clientId });
    }
    expect(looked).toBe(1);
    jest.advanceTimersByTime(10_000);
    await authenticate(token);
    expect(looked).toBe(2);
    await authenticate(await sign(299));
    expect(looked).toBe(3);
  });

  it('is not kept beyond its end, and only where it was taken', async () => {
    const token = await sign(4);
    await authenticate(token);
    await expect(authenticator.authenticate(`Bearer ${token}`, 'staff')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    // Five seconds of tolerance for clocks are the verifier's.
    jest.advanceTimersByTime(9_500);
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('vouches for no other one: a wrong signature, or a character more', async () => {
    const token = await sign(300);
    await authenticate(token);
    const { privateKey: other } = generateKeyPairSync('ed25519');
    for (const wrong of [`${token}A`, token.slice(0, -2), await sign(300, other)]) {
      await expect(authenticate(wrong)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(authenticate(wrong)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });
});
