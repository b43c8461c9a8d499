import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Engine, EngineFailed, type EngineSettings, runInEngine } from './index';

const scratchDirectory = mkdtempSync(join(tmpdir(), 'passant-engine-test-'));
const settings: EngineSettings = { scratchDirectory, maxMemoryMegabytes: 500, threads: 2 };
afterAll(() => rmSync(scratchDirectory, { recursive: true }));

/** Runs work that is expected to fail; gives the error and the session's folder. */
async function failureOf(work: (engine: Engine) => Promise<unknown>, signal?: AbortSignal) {
  let directory = '';
  const error: unknown = await runInEngine(
    settings,
    async (engine) => {
      directory = engine.directory;
      await work(engine);
    },
    signal,
  ).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error: error as EngineFailed, directory };
}

/** Engine processes of this test. */
const workers = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        return status.includes('Name:\tpassant-engine') && status.includes(`PPid:\t${process.pid}\n`);
      } catch {
        return false;
      }
    });

describe('runInEngine', () => {
  it('answers queries with bound parameters and leaves neither process nor folder', async () => {
    let directory = '';
    const answer = await runInEngine(settings, async (engine) => {
      directory = engine.directory;
      expect(workers()).toHaveLength(1);
      return engine.rows('SELECT {text:String} AS text, {list:Array(String)} AS list, {big:UInt64} AS big', {
        text: "it's\n{x}\\",
        list: ["a'b"],
        big: 2n ** 40n,
      });
    });
    expect(answer).toEqual([{ text: "it's\n{x}\\", list: ["a'b"], big: 2 ** 40 }]);
    expect(workers()).toEqual([]);
    expect(existsSync(directory)).toBe(false);
  });

  it('writes partitioned files into its folder and reads them back', async () => {
    const counts = await runInEngine(settings, async (engine) => {
      const structure = 'number UInt64, shard UInt8';
      await engine.execute(
        `INSERT INTO FUNCTION ${engine.target('part-{_partition_id}.native.lz4', 'Native', structure)}
         PARTITION BY shard SELECT number, number % 3 AS shard FROM numbers(1000)`,
      );
      return engine.rows(
        `SELECT shard, count() AS rows FROM ${engine.source('part-*.native.lz4', 'Native', structure)} GROUP BY shard ORDER BY shard`,
      );
    });
    expect(counts).toEqual([
      { shard: 0, rows: 334 },
      { shard: 1, rows: 333 },
      { shard: 2, rows: 333 },
    ]);
  });

  it('runs statements given at once one after the other', async () => {
    const answers = await runInEngine(settings, (engine) =>
      Promise.all([1, 2, 3, 4].map((n) => engine.rows<{ n: number }>('SELECT {n:UInt8} AS n', { n }))),
    );
    expect(answers.flat().map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  it('reports its peak memory', async () => {
    const peak = await runInEngine(settings, (engine) => engine.peakMemoryMegabytes());
    expect(peak).toBeGreaterThan(50);
    expect(peak).toBeLessThan(2000);
  });

  it('passes on what the work throws and clears up', async () => {
    const { error, directory } = await failureOf(async () => {
      throw new RangeError('mine');
    });
    expect(error).toBeInstanceOf(RangeError);
    expect(existsSync(directory)).toBe(false);
  });
});

describe('an engine that failed', () => {
  const breakingQuery = "SELECT '+4915112345678' AS secret, throwIf(number = 90000) FROM numbers(1000000)";

  // Rows that were written out before the failure are what stays behind: with small blocks there are always some.
  const smallBlocks = 'SETTINGS max_threads = 1, max_block_size = 1000, output_format_parallel_formatting = 0';

  it('would mix rows of the failed query into the next answer (the fault this library is built around)', async () => {
    const script = `
      const { createClient } = require('@clickhouse/client');
      const { createChdbConnection } = require('chdb/connection');
      const client = createClient({ connection: createChdbConnection({ path: ${JSON.stringify(join(scratchDirectory, 'fault'))} }) });
      const text = (query) => client.query({ query, format: 'JSONEachRow' }).then((result) => result.text());
      text(${JSON.stringify(`${breakingQuery} ${smallBlocks}`)}).catch(() => text('SELECT 2 AS b')).then((answer) => process.stdout.write(answer.slice(0, 500), () => process.kill(process.pid, 'SIGKILL')));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: __dirname }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toContain('+4915112345678');
  });

  it('never answers again: the same code for every later statement, no process, no folder, no data in the error', async () => {
    const { error, directory } = await failureOf(async (engine) => {
      await expect(engine.rows(breakingQuery)).rejects.toMatchObject({ code: 'ENGINE_FAILED', engineErrorNumber: 395 });
      await expect(engine.rows('SELECT 2 AS b')).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
      await engine.execute('SELECT 1');
    });
    expect(error.code).toBe('ENGINE_FAILED');
    expect(workers()).toEqual([]);
    expect(existsSync(directory)).toBe(false);
    expect(JSON.stringify(error) + error.stack + error.message + String(error.cause)).not.toMatch(
      /4915112345678|throwIf/,
    );
  });

  it('says when memory was not enough', async () => {
    const { error } = await failureOf((engine) =>
      engine.rows('SELECT length(groupArray(number)) FROM numbers(200000000)'),
    );
    expect(error.code).toBe('ENGINE_OUT_OF_MEMORY');
  });

  it('gives ENGINE_DIED and leaves no folder when its process is killed', async () => {
    const { error, directory } = await failureOf(async (engine) => {
      const endless = engine.rows('SELECT sum(sipHash64(number)) FROM numbers(100000000000)');
      for (const pid of workers()) process.kill(pid, 'SIGKILL');
      await endless;
    });
    expect(error.code).toBe('ENGINE_DIED');
    expect(existsSync(directory)).toBe(false);
  });

  it('ends at once when the caller aborts', async () => {
    const abort = new AbortController();
    const { error, directory } = await failureOf(async (engine) => {
      const endless = engine.rows('SELECT sum(sipHash64(number)) FROM numbers(100000000000)');
      abort.abort();
      await endless;
    }, abort.signal);
    expect(error.code).toBe('ENGINE_ABORTED');
    expect(workers()).toEqual([]);
    expect(existsSync(directory)).toBe(false);
    await expect(runInEngine(settings, async () => 1, abort.signal)).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
  });

  it('removes its folder even when the service itself is killed', async () => {
    const script = `
      require(${JSON.stringify(join(__dirname, '..'))}).runInEngine(${JSON.stringify(settings)}, async (engine) => {
        process.stdout.write(engine.directory + '\\n');
        await engine.rows('SELECT sum(sipHash64(number)) FROM numbers(100000000000)');
      });
    `;
    const service = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const directory = await new Promise<string>((resolve) =>
      service.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
    );
    expect(existsSync(directory)).toBe(true);
    service.kill('SIGKILL');
    await expect(goneWithin(directory, 10_000)).resolves.toBe(true);
  });
});

async function goneWithin(path: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (existsSync(path) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  return !existsSync(path);
}
