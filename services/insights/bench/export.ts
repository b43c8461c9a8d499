import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { addDays } from '@passant/contracts';
import { Pool } from 'pg';
import { loadYear } from './load-year';
import { type Bench, startBench } from './running';
import { type BenchContext, type BenchSize, FULL, MARKET, QUICK, zoneName } from './settings';
import { signUp } from './sign-up';

/** One file, beside the same rows copied out of the database in the same run. */
export interface ExportRow {
  readonly row: 'export';
  readonly format: string;
  readonly rows: number;
  /** From the request to the finished file, as a partner sees it. */
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Different figures of its progress that were seen; they never went back. */
  readonly steps: number;
  /** The longest that a look at how far it is took, through the gateway. */
  readonly slowestLookSeconds: number;
  /** Most resident memory of the process of insights meanwhile, and what it had before, in 10⁶ bytes; null: not Linux. */
  readonly peakMegabytes: number | null;
  readonly restMegabytes: number | null;
  /** `COPY … TO STDOUT`, read and thrown away. */
  readonly copyRowsPerSecond: number;
}

export interface ExportBench {
  readonly rows: readonly ExportRow[];
  readonly texts: readonly { readonly title: string; readonly text: string }[];
}

/** What a file may have: 2 million figures, of days that are taken for the longest there are. */
const MOST_ROWS = 2_000_000;
const HOURS = 25;
/** A quarter of it first: memory that grows with the file would show. */
const PARTS = [0.25, 1];
const FORMATS = ['csv', 'geojson', 'parquet'] as const;
const LOOK_MS = 100;

/** The figures of a file as they lie in the database, before anything is made of them. */
const rowsOf = ({ from, days }: BenchSize, zones: number): string =>
  `SELECT zone_id, period, hour, figure, factors[1] AS factor, factor_variances[1] AS factor_variance, variance, tau
FROM release JOIN release_table USING (release_id) JOIN release_row USING (release_id, table_name),
  unnest(columns, "values") AS figures (hour, figure)
WHERE market_id = '${MARKET}' AND purpose = 'place-statistics' AND table_name = 'presence'
  AND period BETWEEN '${from}' AND '${addDays(from, days - 1)}' AND zone_id <= '${zoneName(zones - 1)}'
ORDER BY zone_id, hour`;

export async function benchExport({ quick, say }: BenchContext): Promise<ExportBench> {
  const size = quick ? QUICK : FULL;
  const bench = await startBench();
  try {
    const { figures } = await loadYear(bench.databaseUrl, size);
    say(`${figures.toLocaleString('en')} figures loaded.`);
    const url = await bench.startServices();
    const getToken = await signUp(bench, url, size);
    const most = Math.min(size.zones, Math.floor(MOST_ROWS / (size.days * HOURS)));
    const rows: ExportRow[] = [];
    for (const part of PARTS) {
      const zones = Math.floor(most * part);
      const copy = await measureCopy(bench.databaseUrl, rowsOf(size, zones));
      for (const format of FORMATS) {
        const row = { ...(await exportOne({ bench, url, getToken, size }, { format, zones })), ...copy };
        rows.push(row);
        say(`${row.rows} rows as ${format}: ${row.rowsPerSecond} a second, at most ${row.peakMegabytes} MB`);
      }
    }
    return { rows, texts: [{ title: 'COPY ( … ) TO STDOUT', text: rowsOf(size, most) }] };
  } finally {
    await bench.stop();
  }
}

interface Asking {
  readonly bench: Bench;
  readonly url: string;
  readonly getToken: () => Promise<string>;
  readonly size: BenchSize;
}

async function exportOne(
  asking: Asking,
  { format, zones }: { format: string; zones: number },
): Promise<Omit<ExportRow, 'copyRowsPerSecond'>> {
  const { bench, size } = asking;
  const zoneIds = Array.from({ length: zones }, (_, number) => zoneName(number));
  const to = addDays(size.from, size.days - 1);
  const input = { product: 'presence', format, zoneIds, from: size.from, to, grain: 'HOUR' };
  const memory = new Memory(bench.insightsPid);
  const started = performance.now();
  const request = `mutation ($input: ExportInput!, $key: String!) {
    export: requestExport(input: $input, idempotencyKey: $key) { id state } }`;
  let seen = await ask(asking, request, { input, key: randomUUID() });
  let slowestLookSeconds = 0;
  const progress = [0];
  while (seen.state !== 'FINISHED') {
    if (seen.state === 'FAILED') throw new Error(`The export failed: ${JSON.stringify(seen)}`);
    await pause(LOOK_MS);
    const query =
      'query ($id: ID!) { export(id: $id) { id state progress published suppressed noData failure { code message } } }';
    const looked = performance.now();
    seen = await ask(asking, query, { id: seen.id });
    progress.push(seen.progress ?? 0);
    slowestLookSeconds = Math.max(slowestLookSeconds, (performance.now() - looked) / 1000);
  }
  const seconds = (performance.now() - started) / 1000;
  if (progress.some((per, look) => per < (progress[look - 1] ?? 0))) throw new Error('Progress went back.');
  const rows = (seen.published ?? 0) + (seen.suppressed ?? 0) + (seen.noData ?? 0);
  return {
    ...{ row: 'export', format, rows, seconds, rowsPerSecond: Math.round(rows / seconds), slowestLookSeconds },
    steps: new Set(progress).size,
    ...{ peakMegabytes: memory.peak(), restMegabytes: memory.rest },
  };
}

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly progress?: number;
  readonly published?: number;
  readonly suppressed?: number;
  readonly noData?: number;
}

async function ask({ url, getToken }: Asking, query: string, variables: object): Promise<Seen> {
  const response = await fetch(`${url}/graphql`, {
    ...{ method: 'POST', body: JSON.stringify({ query, variables }) },
    headers: { authorization: `Bearer ${await getToken()}`, 'content-type': 'application/json' },
  });
  const { data, errors } = (await response.json()) as { data: { export: Seen }; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data.export;
}

async function measureCopy(databaseUrl: string, rows: string): Promise<Pick<ExportRow, 'copyRowsPerSecond'>> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const started = performance.now();
    // The driver takes what is copied, and drops it.
    const { rowCount } = await pool.query(`COPY (${rows}) TO STDOUT`);
    return { copyRowsPerSecond: Math.round((1000 * (rowCount ?? 0)) / (performance.now() - started)) };
  } finally {
    await pool.end();
  }
}

/** Resident memory of a process as the kernel counts it: its most since this was made. */
class Memory {
  readonly rest: number | null;

  constructor(private readonly pid: number) {
    this.rest = this.read('VmRSS');
    // 5: the most begins anew (proc(5), clear_refs).
    if (this.rest !== null) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  }

  peak(): number | null {
    return this.read('VmHWM');
  }

  private read(field: string): number | null {
    try {
      const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
      const kilobytes = Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
      return Math.round((kilobytes * 1024) / 1e6);
    } catch {
      return null;
    }
  }
}
