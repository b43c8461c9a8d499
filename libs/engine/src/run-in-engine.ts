import { randomUUID } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readAnswer } from './answer';
import { EngineFailed } from './engine-failed';
import { fileExpression } from './expressions';
import type { EngineParameters } from './protocol';
import { makeSessionDirectory, removeSessionDirectory } from './scratch';
import { WorkerProcess } from './worker-process';

export interface EngineSettings {
  /** Where the session's folder lies when memory has no room for it. */
  readonly scratchDirectory: string;
  /** What one statement may use; beyond half of it groups and sorts go to disk. */
  readonly maxMemoryMegabytes: number;
  readonly threads: number;
  /** How much the session's files may grow to; decides whether they fit into memory (tmpfs). 2,000 unless told. */
  readonly scratchMegabytes?: number;
}

/** One engine session: a process and an empty folder of its own. Statements run one after the other. */
export interface Engine {
  /** Files of this session (decrypted inputs, outputs); gone with it. */
  readonly directory: string;
  /** A statement without an answer. Bulk results leave by `INSERT INTO FUNCTION` {@link target}. */
  execute(statement: string, parameters?: EngineParameters): Promise<void>;
  /** The answer of a query of at most 100,000 rows. 64-bit integers arrive as numbers: cast what exceeds 2^53 to String. */
  rows<Row>(statement: string, parameters?: EngineParameters): Promise<Row[]>;
  /** A table expression over files inside {@link directory} (globs allowed; `.gz` and `.lz4` are unpacked). */
  source(path: string, format: string, structure: string): string;
  /** Where `INSERT INTO FUNCTION` writes, inside {@link directory}; with `PARTITION BY`, the path holds `{_partition_id}`. */
  target(path: string, format: string, structure: string): string;
  /** The highest resident memory of the engine process so far. */
  peakMemoryMegabytes(): Promise<number>;
}

/**
 * Runs `work` with a fresh engine. Process and folder are ended afterwards, whatever happened. Rejects with what `work` threw, or
 * {@link EngineFailed}; an aborted `signal` ends the process at once.
 */
export async function runInEngine<T>(
  settings: EngineSettings,
  work: (engine: Engine) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (signal?.aborted) throw new EngineFailed('ENGINE_ABORTED');
  const directory = await realpath(
    await makeSessionDirectory(settings.scratchDirectory, {
      filesMegabytes: settings.scratchMegabytes ?? 2_000,
      engineMegabytes: settings.maxMemoryMegabytes,
    }),
  );
  const worker = new WorkerProcess();
  const abort = (): void => void worker.end('ENGINE_ABORTED');
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const dataDirectory = join(directory, 'engine');
    await mkdir(dataDirectory);
    await worker.request({
      kind: 'start',
      start: {
        dataDirectory,
        sessionDirectory: directory,
        maxMemoryBytes: settings.maxMemoryMegabytes * 1_000_000,
        threads: settings.threads,
      },
    });
    const result = await work(engineOver(worker, directory));
    if (signal?.aborted) throw new EngineFailed('ENGINE_ABORTED');
    return result;
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.ended();
    await removeSessionDirectory(directory);
  }
}

function engineOver(worker: WorkerProcess, directory: string): Engine {
  const file = (path: string, format: string, structure: string): string =>
    fileExpression(directory, { path, format, structure });
  return {
    directory,
    source: file,
    target: file,
    execute: async (statement, parameters = {}) => {
      await worker.request({ kind: 'execute', statement, parameters });
    },
    rows: async <Row>(statement: string, parameters: EngineParameters = {}): Promise<Row[]> => {
      const nonce = randomUUID();
      const text = await worker.request({ kind: 'rows', statement, parameters, nonce });
      try {
        return readAnswer<Row>(String(text), nonce);
      } catch {
        throw worker.end('ENGINE_FAILED');
      }
    },
    peakMemoryMegabytes: async () => Number(await worker.request({ kind: 'peak' })),
  };
}
