import { createHmac } from 'node:crypto';

const PSEUDONYM_BYTES = 16;

/**
 * The pseudonym (16 bytes) of a subscriber on one day for one data kind: HMAC-SHA-256 of the subscriber's id (a UUID)
 * under that day's random key of that kind, cut to 128 bits.
 */
export function derivePseudonym(key: Buffer, subscriberId: string): Buffer {
  const id = Buffer.from(subscriberId.replaceAll('-', ''), 'hex');
  if (key.length !== 32 || id.length !== 16) throw new RangeError('a pseudonym needs a 32-byte key and a UUID');
  return createHmac('sha256', key).update(id).digest().subarray(0, PSEUDONYM_BYTES);
}
