import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOfProcess } from '../process-record';
import { waitFor } from '../wait';
import { PeakMemory } from './peak-memory';
import { Supervisor } from './supervisor';

describe('the supervisor', () => {
  let folder: string;
  let memory: PeakMemory;
  let supervisor: Supervisor;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passant-supervisor-'));
    memory = new PeakMemory(20);
    supervisor = new Supervisor(memory);
  });
  afterEach(async () => {
    memory.stop();
    await supervisor.stopAll();
    rmSync(folder, { recursive: true });
  });

  const settings = (name: string, script: string) => ({
    name,
    program: ['-e', script],
    currentDirectory: folder,
    environment: { OWN: 'yes' },
    logFile: join(folder, `${name}.log`),
  });
  const log = (name: string) => readFileSync(join(folder, `${name}.log`), 'utf8');
  const untilLogged = (name: string, word: string) =>
    waitFor(() => (log(name).includes(word) ? true : undefined), { timeoutMs: 10_000 });
  const drains = (name: string, how: string) =>
    settings(name, `process.on('SIGTERM', () => { ${how} }); console.log('up'); setInterval(() => {}, 1000);`);

  test('lets processes drain, the gateway before the services, and what they stand on last', async () => {
    const order: string[] = [];
    supervisor.addFoundation('database', { stop: () => Promise.resolve(void order.push('database')) });
    const service = supervisor.start(drains('service', `console.log('drained'); process.exit(0)`), 'service');
    const gateway = supervisor.start(drains('gateway', `console.log('drained'); process.exit(0)`), 'gateway');
    void service.ended.then(() => order.push('service'));
    void gateway.ended.then(() => order.push('gateway'));
    await untilLogged('service', 'up');
    await untilLogged('gateway', 'up');

    await supervisor.stopAll();

    expect(order).toEqual(['gateway', 'service', 'database']);
    expect(log('service')).toContain('drained');
  });

  test('leaves nothing behind of a process that will not drain, nor of what it started', async () => {
    const script = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log('child=' + child.pid + ';');`;
    const running = supervisor.start(drains('stubborn', ''), 'service');
    const parent = supervisor.start(settings('parent', `${script} setInterval(() => {}, 1000)`), 'service');
    await untilLogged('stubborn', 'up');
    await untilLogged('parent', ';');
    const child = Number(/child=(\d+)/.exec(log('parent'))?.[1]);
    expect(startOfProcess(child)).toBeDefined();

    await running.stop(100);
    await supervisor.stopAll();

    expect(startOfProcess(running.pid)).toBeUndefined();
    expect(startOfProcess(parent.pid)).toBeUndefined();
    const isChildGone = () => (startOfProcess(child) === undefined ? true : undefined);
    expect(await waitFor(isChildGone, { timeoutMs: 5_000 })).toBe(true);
  });

  test('tells when a part ends unasked, with its last words', async () => {
    const script = `console.log(JSON.stringify({ msg: 'no room left' })); process.exit(3)`;

    supervisor.start(settings('service', script), 'service');

    await expect(supervisor.failed).rejects.toThrow(
      /service ended unasked \(code 3\)[\s\S]*no room left[\s\S]*service\.log/,
    );
  });

  test('takes anything but code 0 of a task for a problem', async () => {
    await supervisor.run(settings('good', ''));
    await expect(supervisor.run(settings('bad', 'process.exit(1)'))).rejects.toThrow('bad failed (code 1)');
  });

  test('gives a process its own variables and none of ours', async () => {
    process.env['NOT_FOR_SERVICES'] = 'secret';

    await supervisor.run(settings('task', 'console.log(JSON.stringify(process.env))'));

    delete process.env['NOT_FOR_SERVICES'];
    expect(log('task')).toContain('"OWN":"yes"');
    expect(log('task')).not.toContain('NOT_FOR_SERVICES');
  });

  test('knows the peak memory of each role, what it started included', async () => {
    const hog = `process.title = 'passant-engine'; const bytes = Buffer.alloc(80e6, 1); setTimeout(() => bytes, 400)`;
    await supervisor.run(
      settings(
        'ingestion',
        `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(hog)}])`,
      ),
    );

    const peaks = memory.megabytes();

    expect(peaks['ingestion engine']).toBeGreaterThan(80);
    expect(peaks['ingestion']).toBeGreaterThan(10);
    expect(peaks['launcher']).toBeGreaterThan(10);
  });

  describe('asking for health', () => {
    let server: Server;
    let url: string;
    beforeEach(async () => {
      server = createServer((_, response) => response.end('ok'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as { port: number }).port}/health`;
    });
    afterEach(() => new Promise((resolve) => server.close(resolve)));

    test('ends when it is there, when the process ends, or when we are to stop', async () => {
      const good = supervisor.start(drains('good', 'process.exit(0)'), 'service');
      await good.untilHealthy(url, new AbortController().signal);

      const dead = supervisor.start(settings('dead', 'process.exit(1)'), 'service');
      const nowhere = 'http://127.0.0.1:1/health';
      await expect(dead.untilHealthy(nowhere, new AbortController().signal)).rejects.toThrow(
        'ended with code 1 while starting',
      );
      await expect(good.untilHealthy(nowhere, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    });
  });
});
