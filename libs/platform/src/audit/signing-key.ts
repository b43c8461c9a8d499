import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyFileInvalid } from '../sealing/key-files';

/**
 * An Ed25519 key (PKCS 8, PEM) of the own secret store. Where it is missing, development makes one.
 *
 * @throws KeyFileInvalid
 */
export function loadEd25519Key(secretsFolder: string, name: string, mayMake: boolean): KeyObject {
  const file = join(secretsFolder, name);
  if (!existsSync(file)) {
    if (!mayMake) throw new KeyFileInvalid(`${name} is missing in SECRETS_DIR`);
    mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The reason could quote the key.
  }
  throw new KeyFileInvalid(`${name} in SECRETS_DIR is not an Ed25519 private key (PKCS 8, PEM)`);
}
