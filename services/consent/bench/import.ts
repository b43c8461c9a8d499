import { createReadStream } from 'node:fs';
import { chmod, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Client } from 'pg';
import { peakMemoryDuring } from './peak-memory';
import { type BenchText, type ConsentRow, MARKET, secondsOf, toRow } from './row';
import type { Bench } from './running';

const LINES_A_WRITE = 10_000;
const AREAS = ['mitte', 'ost', 'west', 'nord', 'sued'];

/** A valid German mobile number. */
export const numberOf = (index: number): string => `+49151${String(10_000_000 + index)}`;

export const COPY_TEXTS: readonly BenchText[] = [
  {
    title: 'yardstick of imports: the same file into a plain table, without an index',
    text: `COPY yardstick_subscribers FROM '<file>' (FORMAT csv, HEADER);\nCOPY yardstick_decisions FROM '<file>' (FORMAT csv, HEADER);`,
  },
];

const FILES = {
  subscribers: {
    table: `(msisdn text, birth_year smallint, gender text, home_area text, contract_start date, is_business boolean)`,
    header: 'msisdn,birth_year,gender,home_area,contract_start,is_business',
    line: (index: number) =>
      `${numberOf(index)},${1930 + (index % 75)},${index % 2 ? 'f' : 'm'},${AREAS[index % AREAS.length]},2020-01-01,false`,
    holds: ['subscriber'],
  },
  decisions: {
    table: `(msisdn text, purpose text, data_kind text, state text, effective_from timestamptz, evidence_notice_sha256 text,
      evidence_channel text, evidence_time timestamptz)`,
    header: 'msisdn,purpose,data_kind,state,effective_from,evidence_notice_sha256,evidence_channel,evidence_time',
    line: (index: number) =>
      `${numberOf(index)},place-statistics,presence,given,2026-01-01T10:00:00Z,${'ab'.repeat(32)},shop,2026-01-01T10:00:00Z`,
    holds: ['decision', 'audit_entry', 'audit_opening', 'audit_leaf', 'audit_node', 'audit_pending'],
  },
} as const;

export type FileKind = keyof typeof FILES;

/** Imports lines `from` (included) to `to` of these files, each beside COPY of the same file. */
export async function benchImport(
  bench: Bench,
  database: Client,
  { from, to, kinds }: { readonly from: number; readonly to: number; readonly kinds: readonly FileKind[] },
): Promise<ConsentRow[]> {
  const rows: ConsentRow[] = [];
  for (const kind of kinds) {
    const { table, header, line, holds } = FILES[kind];
    const path = join(bench.folder, `${kind}-${to}.csv`);
    await write(path, header, Array.from({ length: to - from }, (_, index) => from + index).values(), line);
    await database.query(`CREATE TABLE yardstick_${kind} ${table}`);
    const yardstick = await secondsOf(() =>
      database.query(`COPY yardstick_${kind} FROM '${path}' (FORMAT csv, HEADER)`),
    );
    await database.query(`DROP TABLE yardstick_${kind}`);
    const before = await sizeOf(database, holds);
    const { result: ours, peakMegabytes } = await peakMemoryDuring(bench.pid, () =>
      secondsOf(() => send(bench, kind, { path, count: to - from })),
    );
    const grown = (await sizeOf(database, holds)) - before;
    const details = { linesBefore: from, bytesALine: Math.round(grown / (to - from)), tables: holds.join(' ') };
    rows.push(toRow({ row: `import-${kind}`, count: to - from, peakMegabytes, details }, { ours, yardstick }));
  }
  return rows;
}

async function send(bench: Bench, kind: string, { path, count }: { path: string; count: number }): Promise<void> {
  const token = await bench.token({ kind: 'staff', staffId: 'bench', roles: ['network-operator'] });
  const response = await fetch(`${bench.origin}/registry/${MARKET}/${kind}`, {
    method: 'PUT',
    body: Readable.toWeb(createReadStream(path)),
    duplex: 'half',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    signal: AbortSignal.timeout(3_600_000),
  } as unknown as RequestInit);
  const report = (await response.json()) as { imported?: number; code?: string };
  if (report.imported !== count) throw new Error(`the import took ${report.imported ?? report.code} of ${count} lines`);
}

async function write(
  path: string,
  header: string,
  indexes: Iterable<number>,
  toLine: (index: number) => string,
): Promise<void> {
  const file = await open(path, 'w');
  let text = `${header}\n`;
  let lines = 0;
  for (const index of indexes) {
    text += `${toLine(index)}\n`;
    lines += 1;
    if (lines % LINES_A_WRITE > 0) continue;
    await file.writeFile(text);
    text = '';
  }
  await file.writeFile(text);
  await file.close();
  await chmod(path, 0o644);
}

/** Bytes with indexes. */
async function sizeOf(database: Client, tables: readonly string[]): Promise<number> {
  const { rows } = await database.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(name::regclass)) AS bytes FROM unnest($1::text[]) AS name`,
    [tables],
  );
  return Number(rows[0]!.bytes);
}
