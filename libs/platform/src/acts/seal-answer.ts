import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * An answer as bytes that only who has the idempotency key can read (HKDF-SHA-256, AES-256-GCM): some answers show a
 * secret once, and the database must not be a second place to find it. `scope` is bound to it.
 */
export function sealAnswer(answer: unknown, key: string, scope: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', toSealKey(key), nonce).setAAD(Buffer.from(scope));
  return Buffer.concat([nonce, cipher.update(toText(answer)), cipher.final(), cipher.getAuthTag()]);
}

/** @throws where the key or the scope is another, or a byte was changed */
export function openAnswer(sealed: Buffer, key: string, scope: string): unknown {
  const decipher = createDecipheriv('aes-256-gcm', toSealKey(key), sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(scope)).setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return JSON.parse(opened.toString('utf8'), revive);
}

const toSealKey = (key: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'passant kept answer', 32));

/** JSON in which dates stay dates: what is answered again must look to the graph as it did the first time. */
const toText = (answer: unknown): string =>
  JSON.stringify(answer, function (this: Record<string, unknown>, name, value) {
    const original = this[name];
    return original instanceof Date ? { [DATE]: original.getTime() } : value;
  });

const DATE = '$date';
const revive = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && DATE in value ? new Date(Number(value[DATE])) : value;
