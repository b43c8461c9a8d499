import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;

/** 256 random bits: guessing is not a matter of time. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** `scrypt$N$r$p$salt$hash` (RFC 7914). */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** As long for a wrong secret as for a right one. */
export async function verifySecret(secret: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, expected] = hash.split('$');
  if (kind !== 'scrypt' || !salt || !expected) throw new Error('not a hash of ours');
  const given = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(given, Buffer.from(expected, 'base64url'));
}

const derive = (secret: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(secret, salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key))),
  );
