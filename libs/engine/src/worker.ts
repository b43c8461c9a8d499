import { readFileSync, rmSync } from 'node:fs';
import { type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { nonceParameter, withNonce } from './answer';
import type { EngineParameters, WorkerRequest, WorkerResponse, WorkerStart } from './protocol';

/** The engine's own process: one data folder, one client, one statement at a time. Its end is its parent's business. */
process.title = 'passant-engine';
const MEMORY_LIMIT_EXCEEDED = 241;
type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;

let client: ReturnType<typeof createClient> | undefined;
let sessionDirectory: string | undefined;

process.on('message', (request: WorkerRequest) => {
  answer(request).then(
    (value) => process.send?.({ kind: 'done', value } satisfies WorkerResponse),
    (error: unknown) => process.send?.(toFailure(error)),
  );
});
// Ctrl-C reaches the whole process group; the parent drains first and then ends this process.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => {
  if (sessionDirectory) rmSync(sessionDirectory, { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
});

async function answer(request: WorkerRequest): Promise<string | number | undefined> {
  switch (request.kind) {
    case 'start':
      client = connect(request.start);
      sessionDirectory = request.start.sessionDirectory;
      await client.query({ query: 'SELECT 1', format: 'JSONEachRow' }).then((result) => result.text());
      return undefined;
    case 'execute':
      await connected().command({ query: request.statement, query_params: toQueryParameters(request.parameters) });
      return undefined;
    case 'rows': {
      const parameters = { ...toQueryParameters(request.parameters), ...nonceParameter(request.nonce) };
      const query = withNonce(request.statement);
      return (await connected().query({ query, query_params: parameters, format: 'JSONEachRow' })).text();
    }
    case 'peak':
      return peakMegabytes();
  }
}

function connect(start: WorkerStart): ReturnType<typeof createClient> {
  return createClient({
    // The client's two packages declare the same interface twice.
    connection: createChdbConnection({ path: start.dataDirectory }) as unknown as Connection,
    clickhouse_settings: {
      max_memory_usage: String(start.maxMemoryBytes),
      max_bytes_before_external_group_by: String(Math.floor(start.maxMemoryBytes / 2)),
      max_bytes_before_external_sort: String(Math.floor(start.maxMemoryBytes / 2)),
      max_threads: start.threads,
      max_insert_threads: String(start.threads),
      date_time_input_format: 'best_effort',
      engine_file_truncate_on_insert: 1,
    },
  });
}

function connected(): ReturnType<typeof createClient> {
  if (!client) throw new Error('not started');
  return client;
}

const toQueryParameters = (parameters: EngineParameters): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === 'bigint' ? value.toString() : value]),
  );

/** The text of the error ends here. */
function toFailure(error: unknown): WorkerResponse {
  const number = Number((error as { code?: unknown }).code);
  const code = number === MEMORY_LIMIT_EXCEEDED ? 'ENGINE_OUT_OF_MEMORY' : 'ENGINE_FAILED';
  return Number.isInteger(number) ? { kind: 'failed', code, engineErrorNumber: number } : { kind: 'failed', code };
}

function peakMegabytes(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes) return Math.ceil((Number(kilobytes) * 1024) / 1_000_000);
  } catch {
    // No /proc: not Linux.
  }
  return Math.ceil((process.resourceUsage().maxRSS * 1024) / 1_000_000);
}
