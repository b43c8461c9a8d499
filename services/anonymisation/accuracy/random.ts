import { createCipheriv, createHash } from 'node:crypto';
import { randomSourceFrom, type RandomSource } from '@passant/privacy';

/**
 * A stream of random words that a seed and a name decide (AES-128 in counter mode), so that a run can be repeated. For
 * simulated people only: production draws from the system's generator.
 */
export function seededSource(seed: number, name: string): RandomSource {
  const key = createHash('sha256').update(`${seed}/${name}`).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  return randomSourceFrom((bytes) => bytes.set(cipher.update(Buffer.alloc(bytes.length))));
}

/** Uniform over [0, 1). */
export const uniform = (source: RandomSource): number => source.nextUint32() / 2 ** 32;

/** A key of 128 random bits as step 2 takes it. */
export function seededHashKey(seed: number, name: string): { key0: bigint; key1: bigint } {
  const bytes = createHash('sha256').update(`${seed}/${name}/hash-key`).digest();
  return { key0: bytes.readBigUInt64LE(0), key1: bytes.readBigUInt64LE(8) };
}
