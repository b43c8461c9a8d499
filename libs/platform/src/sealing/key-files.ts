import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealKeyPair } from './seal';
import { sodium } from './sodium';

/** A key file is not there or holds no key. The message names the file, never its content. */
export class KeyFileInvalid extends Error {
  override readonly name = 'KeyFileInvalid';
}

/**
 * The service's own pair from `<secretsDir>/<name>.private` (base64; the public key follows from it).
 *
 * @throws KeyFileInvalid
 */
export async function loadSealKeyPair(secretsDir: string, name = 'seal'): Promise<SealKeyPair> {
  const privateKey = await readKey(join(secretsDir, `${name}.private`));
  const publicKey = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
  sodium.crypto_scalarmult_base(publicKey, privateKey);
  return { publicKey, privateKey };
}

/** Another service's public key: 32 bytes, base64, in a text file. @throws KeyFileInvalid */
export const loadSealPublicKey = (file: string): Promise<Buffer> => readKey(file);

async function readKey(file: string): Promise<Buffer> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new KeyFileInvalid(`Cannot read the key file ${file}.`);
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== sodium.crypto_box_PUBLICKEYBYTES)
    throw new KeyFileInvalid(`${file} holds no key of 32 bytes, base64.`);
  return key;
}
