import { toTableText, type ReleaseArtefact } from '@passant/contracts';
import { createHash } from 'node:crypto';

type Tables = readonly Pick<ReleaseArtefact['tables'][number], 'table' | 'columns' | 'values'>[];

/** SHA-256 of noisy tables before suppression: what ledger and release show. */
export const hashTables = (zones: readonly ReleaseArtefact['zones'][number][], tables: Tables): string =>
  createHash('sha256')
    .update(toTableText({ zones: [...zones], tables: tables as ReleaseArtefact['tables'] }))
    .digest('hex');
