import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { internalToken, type TestStack, waitFor } from '@passant/testing';
import { MARKET, OPERATOR, type Surroundings, toEnvironment } from './consent-app';
import { PageClient } from './page-client';

/** Consent as a process of its own, as it is built: it can be killed. */
export class ConsentProcess {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly environment: NodeJS.ProcessEnv,
    readonly origin: string,
  ) {}

  static async start(stack: TestStack, surroundings: Surroundings): Promise<ConsentProcess> {
    const port = await findFreePort();
    const environment = { ...toEnvironment(stack, surroundings, {}), PORT: port, LOG_LEVEL: 'silent' };
    const texts = Object.entries(environment).map(([name, value]) => [name, String(value)]);
    const started = new ConsentProcess(Object.fromEntries(texts), `http://127.0.0.1:${port}`);
    await started.restart();
    return started;
  }

  /** At the same address. */
  async restart(): Promise<void> {
    const child = spawn(process.execPath, [join(__dirname, '..', 'dist', 'main.js')], {
      env: this.environment,
      stdio: 'ignore',
    });
    this.child = child;
    await waitFor(async () => child.exitCode !== null || (await fetch(`${this.origin}/health`)).ok, {
      timeoutMs: 180_000,
    });
    if (child.exitCode !== null) throw new Error('consent did not start: is it built?');
  }

  /** SIGKILL: nothing of it runs on. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  browse(address: string): PageClient {
    return new PageClient(this.origin, 'en', address);
  }

  /** The newest code for a number, as the development inbox shows it. */
  async codeFor(number: string): Promise<string> {
    let code = '';
    await waitFor(async () => {
      const response = await fetch(`${this.origin}/dev/inbox`, {
        headers: { authorization: `Bearer ${await internalToken({ kind: 'anonymous' }, { aud: 'consent' })}` },
      });
      const message = (await response.text()).split('\n').find((line) => line.includes(`<b>${number}</b>`));
      code = /\b\d{6}\b/.exec(message?.replace(/<time>.*<\/b>/, '') ?? '')?.[0] ?? '';
      return code !== '';
    });
    return code;
  }

  async put(path: string, body: AsyncIterable<Uint8Array>): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.origin}/registry/${MARKET}/${path}`, {
      method: 'PUT',
      body: ReadableStream.from(body),
      duplex: 'half',
      headers: {
        authorization: `Bearer ${await internalToken(OPERATOR, { aud: 'consent' })}`,
        'content-type': 'text/csv',
      },
    } as RequestInit);
    return (await response.json()) as Record<string, unknown>;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
