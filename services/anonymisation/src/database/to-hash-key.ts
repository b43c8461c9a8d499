import type { HashKey } from '../transform/transform.service';

/** 16 random bytes as a sampling key. */
export const toHashKey = (bytes: Buffer): HashKey => ({
  key0: bytes.readBigUInt64LE(0),
  key1: bytes.readBigUInt64LE(8),
});
