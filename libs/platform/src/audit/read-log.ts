import { commit, type LogEntry, type StoredEntry } from '@passant/proofs';
import { Client } from 'pg';

/** What `passant audit export` writes and `passant audit verify` reads: a line a thing. */
export type ExportedLine =
  | { readonly log: string; readonly unsealed: number }
  | { readonly checkpoint: string }
  | { readonly entry: StoredEntry };

const ROWS = 5000;

/**
 * A log as its database holds it, in one snapshot: first what it is, then its checkpoints, then its entries. Nothing personal: of what entries are
 * about it is only said whether it still opens the commitment.
 *
 * @param url of the database; reading is enough
 */
export async function* exportLog(url: string, service: string): AsyncGenerator<ExportedLine> {
  const client = new Client({ connectionString: url, application_name: 'passant-audit' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: waiting } = await client.query<{ count: number }>(
      `SELECT count(*)::int FROM audit_entry entry LEFT JOIN audit_leaf leaf ON leaf.entry_id = entry.id
       LEFT JOIN audit_pending pending ON pending.entry_id = entry.id
       WHERE leaf.entry_id IS NULL AND (pending.since IS NULL OR pending.since < now() - interval '1 minute')`,
    );
    yield { log: `passant/${service}`, unsealed: waiting[0]!.count };
    const { rows: notes } = await client.query<{ note: string }>('SELECT note FROM audit_checkpoint ORDER BY sequence');
    for (const { note } of notes) yield { checkpoint: note };
    await client.query(`DECLARE leaves CURSOR FOR
      SELECT leaf.epoch, leaf.index::float8 AS index, encode(leaf.hash, 'hex') AS "leafHash", entry.id, entry.kind, entry.at,
             encode(entry.commitment, 'hex') AS commitment, opening.salt, opening.content
      FROM audit_leaf leaf JOIN audit_entry entry ON entry.id = leaf.entry_id
      LEFT JOIN audit_opening opening ON opening.entry_id = entry.id
      ORDER BY leaf.epoch, leaf.index`);
    for (;;) {
      const { rows } = await client.query<LeafRow>(`FETCH ${ROWS} FROM leaves`);
      for (const row of rows) yield { entry: toStored(row, service) };
      if (rows.length < ROWS) return;
    }
  } finally {
    await client.end();
  }
}

interface LeafRow extends Omit<LogEntry, 'at' | 'service'> {
  readonly epoch: number;
  readonly index: number;
  readonly leafHash: string;
  readonly at: Date;
  readonly salt: Buffer | null;
  readonly content: unknown;
}

function toStored({ salt, content, at, ...row }: LeafRow, service: string): StoredEntry {
  const isOpen = salt !== null && salt.length === 32;
  const opens = isOpen && commit(salt, content) === row.commitment;
  const opening = salt === null ? 'closed' : opens ? 'opens' : 'broken';
  return { ...row, service, at: at.toISOString(), opening };
}
