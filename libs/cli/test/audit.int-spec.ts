import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditLog, AuditProofs } from '@passant/platform';
import { isIncluded, readCheckpoint, toLeafHash } from '@passant/proofs';
import { temporaryFolder, testStack } from '@passant/testing';
import { type DataSource } from 'typeorm';
import { runPassant } from '../src';
import { RunningLog } from './running-log';

const TABLES = ['audit_entry', 'audit_opening', 'audit_pending', 'audit_leaf', 'audit_node', 'audit_checkpoint'];
type Snapshot = ReadonlyMap<string, string>;

const stack = testStack({ postgres: true, redis: true });
const log = new RunningLog(stack);
const { folder } = log;
const files = temporaryFolder();
const note = (...names: readonly string[]): Promise<void> => log.note(...names);
const seal = (): Promise<void> => log.seal();
let database: DataSource;
let sound: Snapshot;
let old: Snapshot;

/** Ignores triggers and revoked rights, as whoever owns the server can. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await database.transaction(async (manager) => {
    for (const table of TABLES) {
      await manager.query(`GRANT UPDATE, DELETE, TRUNCATE ON ${table} TO CURRENT_USER`);
      await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    }
    for (const statement of statements) await manager.query(statement);
    for (const table of TABLES) await manager.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  });
}

async function take(): Promise<Snapshot> {
  const rows = new Map<string, string>();
  for (const table of TABLES)
    rows.set(table, (await database.query(`SELECT COALESCE(json_agg(t), '[]')::text AS rows FROM ${table} t`))[0].rows);
  return rows;
}

const restore = (snapshot: Snapshot): Promise<void> =>
  tamper(
    `TRUNCATE ${TABLES.join()}`,
    ...[...snapshot].map(
      ([table, rows]) =>
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $json$${rows}$json$)`,
    ),
  );

async function passant(...words: string[]): Promise<{ code: number; said: string; complained: string }> {
  const answer = { said: '', complained: '' };
  const code = await runPassant(words, {
    out: (text) => void (answer.said += text),
    complain: (text) => void (answer.complained += text),
  });
  return { code, ...answer };
}

/** Exports the database as it is now, and checks the export offline. */
async function verify(): Promise<{ code: number; found: string[] }> {
  const file = join(files, 'log.ndjson');
  expect(
    (await passant('audit', 'export', '--database', stack.databaseUrl, '--service', 'consent', '--out', file)).code,
  ).toBe(0);
  const { code, said } = await passant('audit', 'verify', '--checkpoints', folder, '--export', file, '--json');
  return { code, found: JSON.parse(said).findings.map(({ code: name }: { code: string }) => name) };
}

beforeAll(async () => {
  await log.boot();
  database = log.database;
  await note('one', 'two', 'three');
  await seal();
  await note('four');
  await seal();
  old = await take();
  await note('five', 'six', 'seven');
  await seal();
  sound = await take();
}, 60_000);
afterAll(() => log.close());
afterEach(() => restore(sound));

describe('passant audit verify', () => {
  it('finds a log sound as it was sealed, and says how large it is', async () => {
    expect(await verify()).toEqual({ code: 0, found: [] });
    const direct = ['--database', stack.databaseUrl, '--service', 'consent'];
    const { code, said, complained } = await passant('audit', 'verify', '--checkpoints', folder, ...direct);
    expect([code, said]).toEqual([0, expect.stringMatching(/^SOUND\. passant\/consent: 7 entries, 3 checkpoints/)]);
    expect(complained).toContain('compare it with the one that is published');
  });

  it('names a flipped byte, whatever column it is in', async () => {
    await tamper(
      `UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = (SELECT entry_id FROM audit_leaf WHERE index = 4)`,
    );
    expect(await verify()).toEqual({ code: 1, found: ['ENTRY_ALTERED'] });
    await restore(sound);
    await tamper(
      `UPDATE audit_entry SET commitment = set_byte(commitment, 3, get_byte(commitment, 3) # 1) WHERE id = (SELECT entry_id FROM audit_leaf WHERE index = 2)`,
    );
    expect((await verify()).found).toEqual(['CONTENT_ALTERED', 'ENTRY_ALTERED']);
  });

  it('names content that was changed under its commitment', async () => {
    await tamper(`UPDATE audit_opening SET content = '{"name":"another"}' WHERE about = 'two'`);
    expect(await verify()).toEqual({ code: 1, found: ['CONTENT_ALTERED'] });
    await expect(log.app.get(AuditProofs).find(['two'])).rejects.toThrow();
  });

  it('names a deleted last row', async () => {
    await tamper(
      `DELETE FROM audit_leaf WHERE index = 6`,
      `DELETE FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_leaf)`,
    );
    expect(await verify()).toEqual({ code: 1, found: ['LAST_ENTRY_DELETED'] });
  });

  it('names a deleted row in the middle', async () => {
    await tamper(
      `DELETE FROM audit_leaf WHERE index = 1`,
      `DELETE FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_leaf)`,
    );
    expect(await verify()).toEqual({ code: 1, found: ['ENTRY_MISSING'] });
  });

  it('names rows that were put into another order', async () => {
    await tamper(
      `UPDATE audit_leaf SET index = index + 100 WHERE index IN (1, 5)`,
      `UPDATE audit_leaf SET index = 106 - index WHERE index > 100`,
    );
    expect(await verify()).toEqual({ code: 1, found: ['REORDERED'] });
  });

  it('names a log that was cut off', async () => {
    await tamper(
      `DELETE FROM audit_leaf WHERE index >= 4`,
      `DELETE FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_leaf)`,
    );
    expect(await verify()).toEqual({ code: 1, found: ['TRUNCATED'] });
  });

  it('names an entry that was kept from the tree', async () => {
    await note('hidden');
    await tamper(`DELETE FROM audit_pending`);
    expect(await verify()).toEqual({ code: 1, found: ['NOT_SEALED'] });
  });

  it('names checkpoints that were taken away or forged', async () => {
    const path = join(folder, 'checkpoints', '0', '2.json');
    const kept = readFileSync(path, 'utf8');
    rmSync(path);
    expect((await verify()).found).toContain('CHECKPOINT_MISSING');
    writeFileSync(path, kept.replace('epoch 1', 'epoch 2'));
    expect((await verify()).found).toContain('CHECKPOINT_FORGED');
    writeFileSync(path, kept);
    expect((await verify()).code).toBe(0);
  });

  it('says what it needs, and ends with 2, where it was not given that', async () => {
    const nothing = await passant('audit', 'verify', '--checkpoints', folder);
    expect([nothing.code, nothing.complained]).toEqual([2, expect.stringContaining('--export')]);
    const unreachable = ['--database', 'postgres://x:hunter2@127.0.0.1:1/x', '--service', 'consent'];
    const failed = await passant('audit', 'verify', '--checkpoints', folder, ...unreachable);
    expect([failed.code, failed.complained]).toEqual([2, 'The database cannot be read (ECONNREFUSED).\n']);
    writeFileSync(join(files, 'no-export'), 'hello');
    const wrong = await passant('audit', 'verify', '--checkpoints', folder, '--export', join(files, 'no-export'));
    expect([wrong.code, wrong.complained]).toEqual([2, expect.stringContaining('line 1')]);
    expect((await passant('audit', 'verify')).code).toBe(2);
    expect(
      (
        await passant(
          'audit',
          'verify',
          '--checkpoints',
          files,
          ...['--database', stack.databaseUrl, '--service', 'consent'],
        )
      ).code,
    ).toBe(3);
  });
});

describe('the audit log', () => {
  it('lets the role insert and read, and nobody change a row', async () => {
    for (const table of ['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint']) {
      await database.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM CURRENT_USER`);
      await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
      await database.query(`GRANT DELETE ON ${table} TO CURRENT_USER`);
      await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed');
    }
  });

  it('proves each entry by itself, against a signed checkpoint', async () => {
    const proofs = log.app.get(AuditProofs);
    for (const [name, index] of [
      ['one', 0],
      ['four', 3],
      ['seven', 6],
    ] as const) {
      const { entry, content } = (await proofs.find([name])).get(name)!;
      const proven = (await proofs.prove(entry.id))!;
      expect([content, proven.index, proven.size]).toEqual([{ name }, index, 7]);
      const { root } = readCheckpoint(proven.checkpoint.slice(0, proven.checkpoint.indexOf('\n\n') + 1))!;
      const path = proven.path.map((hash) => Buffer.from(hash, 'base64'));
      expect(isIncluded({ leafHash: toLeafHash(entry), index, size: 7, path, root })).toBe(true);
    }
  });

  it('stays whole when what entries are about is forgotten', async () => {
    await database.transaction((manager) =>
      log.app.get(AuditLog).forget(manager, ['0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11']),
    );
    expect(await database.query('SELECT 1 FROM audit_opening')).toEqual([]);
    expect(await verify()).toEqual({ code: 0, found: [] });
  });

  it('takes a part of two thousand entries at once, however many wait, and two sealers at once seal each once', async () => {
    await note(...Array.from({ length: 2_050 }, (_, number) => `many-${number}`));
    await Promise.all([seal(), seal()]);
    await seal();
    expect(await database.query(`SELECT count(*)::int, count(DISTINCT index)::int AS places FROM audit_leaf`)).toEqual([
      { count: 2_057, places: 2_057 },
    ]);
    expect(await verify()).toEqual({ code: 0, found: [] });
    sound = await take();
    old = new Map(old);
  }, 60_000);

  it('writes outside what a crash kept in the database', async () => {
    const before = readdirSync(join(folder, 'checkpoints', '0')).length;
    const newest = readFileSync(join(folder, 'newest'), 'utf8');
    await note('before the crash');
    await seal();
    // As if the process had died between commit and writing.
    rmSync(join(folder, 'checkpoints', '0', `${before + 1}.json`));
    writeFileSync(join(folder, 'newest'), newest);
    await seal();
    expect(readdirSync(join(folder, 'checkpoints', '0'))).toHaveLength(before + 1);
    expect(await verify()).toEqual({ code: 0, found: [] });
    sound = await take();
  });

  it('names an old copy of the database; it goes on in another epoch, which says so, and forgets nothing of the old', async () => {
    await restore(old);
    expect(await verify()).toEqual({ code: 1, found: ['OLD_COPY'] });
    await note('after the restore');
    await seal();
    expect(
      await database.query(
        `SELECT epoch, index::int, kind FROM audit_leaf JOIN audit_entry ON id = entry_id ORDER BY 1, 2`,
      ),
    ).toEqual([
      ...[0, 1, 2, 3].map((index) => ({ epoch: 1, index, kind: 'decision' })),
      { epoch: 2, index: 0, kind: 'decision' },
      { epoch: 2, index: 1, kind: 'database-set-back' },
    ]);
    expect(await verify()).toEqual({ code: 1, found: ['OLD_COPY'] });
    const { entry } = (await log.app.get(AuditProofs).find(['two'])).get('two')!;
    expect(await log.app.get(AuditProofs).prove(entry.id)).toMatchObject({ index: 1, size: 4 });
    sound = await take();
  });
});
