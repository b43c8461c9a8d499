import { generateKeyPairSync } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@passant/testing';
import { loadSigningKey } from './signing-key';

describe('the signing key', () => {
  it('is made once in development, for the owner only', async () => {
    const folder = temporaryFolder();
    const made = await loadSigningKey(folder, true);
    expect((await loadSigningKey(folder, true)).publicJwk).toEqual(made.publicJwk);
    expect(statSync(join(folder, 'oauth-signing.pem')).mode & 0o777).toBe(0o600);
    expect(made.publicJwk).not.toHaveProperty('d');
  });

  it('is required elsewhere', async () => {
    await expect(loadSigningKey(temporaryFolder(), false)).rejects.toThrow(/oauth-signing.pem is missing/);
  });

  it.each([
    ['text', () => 'no key'],
    [
      'an RSA key',
      () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ],
  ])('is not %s, and the error quotes nothing of it', async (_, content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'oauth-signing.pem'), content());
    await expect(loadSigningKey(folder, true)).rejects.toThrow(/^oauth-signing.pem in SECRETS_DIR is not an Ed25519/);
  });
});
