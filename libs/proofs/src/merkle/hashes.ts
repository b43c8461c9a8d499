import { createHash } from 'node:crypto';

export const HASH_BYTES = 32;

/** `MTH({})`: SHA-256 of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT = createHash('sha256').digest();

/** `SHA-256(0x00 ‖ entry)` (RFC 6962, 2.1): a leaf can never pose as a node. */
export const hashLeaf = (entry: Uint8Array): Buffer => createHash('sha256').update(Buffer.of(0)).update(entry).digest();

/** `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962, 2.1). */
export const hashNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
