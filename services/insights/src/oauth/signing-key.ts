import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyFileInvalid } from '@passant/platform';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';

/** Injection token of {@link SigningKey}. */
export const SIGNING_KEY = Symbol('SIGNING_KEY');

const FILE = 'oauth-signing.pem';

/** The key that partner tokens are signed with, and its public half as in the key set. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK & { readonly kid: string };
}

/**
 * Reads the Ed25519 key of the own secret store. Where it is missing, development makes one.
 *
 * @throws KeyFileInvalid
 */
export async function loadSigningKey(secretsFolder: string, mayMake: boolean): Promise<SigningKey> {
  const file = join(secretsFolder, FILE);
  if (!existsSync(file)) {
    if (!mayMake) throw new KeyFileInvalid(`${FILE} is missing in SECRETS_DIR`);
    mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  const privateKey = readKey(file);
  const { kty, crv, x } = await exportJWK(privateKey);
  const publicJwk = { kty, crv, x, alg: 'EdDSA', use: 'sig' };
  return { privateKey, publicJwk: { ...publicJwk, kid: await calculateJwkThumbprint(publicJwk) } };
}

function readKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The reason could quote the key.
  }
  throw new KeyFileInvalid(`${FILE} in SECRETS_DIR is not an Ed25519 private key (PKCS 8, PEM)`);
}
