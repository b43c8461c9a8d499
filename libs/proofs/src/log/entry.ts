import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { hashLeaf } from '../merkle/hashes';

/** One line of an audit log. Nothing personal: what it is about stands behind `commitment`. */
export interface LogEntry {
  readonly service: string;
  /** UUID. */
  readonly id: string;
  /** e.g. `decision`, `staff-act`. */
  readonly kind: string;
  /** ISO 8601, milliseconds, UTC. */
  readonly at: string;
  /** SHA-256, hexadecimal: {@link commit}. */
  readonly commitment: string;
}

export const SALT_BYTES = 32;

/** RFC 8785 bytes: the same value is the same bytes everywhere. */
export const toCanonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalize(value), 'utf8');

/**
 * `SHA-256(0x02 ‖ salt ‖ RFC 8785 bytes)`, hexadecimal. Binding, and hiding as long as the 32 random bytes are secret: once
 * they are deleted nobody can tell what was committed to, and the tree over the commitments stays as it is.
 */
export const commit = (salt: Buffer, content: unknown): string => {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  return createHash('sha256').update(Buffer.of(2)).update(salt).update(toCanonicalBytes(content)).digest('hex');
};

/** The leaf that an entry is in its log's tree. */
export const toLeafHash = ({ service, id, kind, at, commitment }: LogEntry): Buffer =>
  hashLeaf(toCanonicalBytes({ service, id, kind, at, commitment }));
