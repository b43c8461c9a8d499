import { toTableText, type ZoneId } from '@passant/contracts';
import { createHash } from 'node:crypto';

/** SHA-256 of a noisy table before suppression: what ledger and release show. */
export const hashTable = (table: {
  readonly zones: readonly ZoneId[];
  readonly columns: readonly string[];
  readonly values: readonly number[];
}): string =>
  createHash('sha256')
    .update(toTableText({ zones: [...table.zones], columns: [...table.columns], values: [...table.values] }))
    .digest('hex');
