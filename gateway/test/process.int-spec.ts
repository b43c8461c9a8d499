import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { portOf } from './support/test-services';
import { ed25519 } from './support/test-tokens';

const PROGRAM = resolve(__dirname, '../dist/main.js');

/** The gateway as it is run: the built program, its environment, its signals. */
describe('the process', () => {
  let folder: string;
  let consent: Server;
  let answerConsent: () => void = () => undefined;
  const started: ChildProcess[] = [];
  const pem = () => ed25519().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  beforeAll(async () => {
    expect(existsSync(PROGRAM)).toBe(true);
    folder = mkdtempSync(join(tmpdir(), 'passant-gateway-'));
    writeFileSync(join(folder, 'gateway-signing.pem'), pem());
    consent = createServer((_request, response) => {
      answerConsent = () => response.end('late, but whole');
    });
    await new Promise<void>((listening) => consent.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    consent.closeAllConnections();
    await new Promise((closed) => consent.close(closed));
    rmSync(folder, { recursive: true, force: true });
  });

  function start(overrides: Record<string, string> = {}) {
    const nowhere = 'http://127.0.0.1:9';
    const child = spawn(process.execPath, [PROGRAM], {
      env: {
        PATH: process.env['PATH'],
        PASSANT_ENV: 'production',
        PORT: '0',
        PUBLIC_URL: 'https://passant.example',
        CONSENT_URL: `http://127.0.0.1:${portOf({ server: consent })}`,
        INGESTION_URL: nowhere,
        ANONYMISATION_URL: nowhere,
        INSIGHTS_URL: nowhere,
        SECRETS_DIR: folder,
        ...overrides,
      },
    });
    started.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    const ended = new Promise<number | null>((resolveEnd) => child.once('close', resolveEnd));
    const listening = new Promise<string>((up) => {
      child.stdout.on('data', () => {
        const address = /Server listening at (http:[^"]+)/.exec(said)?.[1];
        if (address !== undefined) up(address);
      });
    });
    return { child, ended, listening, said: () => said };
  }

  test('needs no service to start, and answers what is under way before it ends', async () => {
    const { child, ended, listening } = start();
    const url = await listening;
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/graphql`, { method: 'POST' })).status).toBe(401);

    const arrived = new Promise((resolveArrival) => consent.once('request', resolveArrival));
    const page = fetch(`${url}/decide`);
    await arrived;
    child.kill('SIGTERM');
    await untilRefused(url);
    answerConsent();

    expect(await (await page).text()).toBe('late, but whole');
    expect(await ended).toBe(0);
  });

  test('with development staff and without development it does not start, and says why', async () => {
    writeFileSync(join(folder, 'staff-issuer.pem'), pem());
    writeFileSync(
      join(folder, 'staff.json'),
      JSON.stringify([{ id: 'ada-admin', secret: 'x'.repeat(24), roles: ['admin'] }]),
    );
    const { ended, said } = start();
    expect(await ended).toBe(1);
    expect(said()).toMatch(/staff\.json/);
    expect(said()).not.toMatch(/x{24}|PRIVATE/);
  });

  test('names every variable that is missing, at once', async () => {
    const { ended, said } = start({ CONSENT_URL: '', SECRETS_DIR: 'here', PASSANT_ENV: 'staging' });
    expect(await ended).toBe(1);
    expect(said()).toMatch(/PASSANT_ENV[^]*CONSENT_URL[^]*SECRETS_DIR/);
  });
});

/** Until nobody listens any more. */
async function untilRefused(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(`${url}/health`);
    } catch {
      return;
    }
  }
}
