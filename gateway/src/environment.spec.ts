import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEnvironment, readSecrets } from './environment';

const example = Object.fromEntries(
  readFileSync(resolve(__dirname, '../.env.example'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);

describe('the environment', () => {
  test('.env.example is one', () => {
    expect(readEnvironment(example)).toMatchObject({ PORT: 4000, TRUSTED_PROXIES: [] });
  });

  test('every problem is reported at once, by name, without a value', () => {
    const broken = { ...example, PORT: 'eighty', CONSENT_URL: 'ftp://somewhere', SECRETS_DIR: undefined };
    expect(() => readEnvironment(broken)).toThrow(/PORT[^]*CONSENT_URL[^]*SECRETS_DIR/);
    expect(() => readEnvironment(broken)).not.toThrow(/eighty|somewhere/);
  });

  test('the public address has no slash at its end, so that issuers match', () => {
    const environment = readEnvironment({ ...example, PUBLIC_URL: 'https://passant.example/' });
    expect(environment.PUBLIC_URL).toBe('https://passant.example');
  });

  test('trusted proxies are a list', () => {
    const environment = readEnvironment({ ...example, TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16' });
    expect(environment.TRUSTED_PROXIES).toEqual(['10.0.0.1', '192.168.0.0/16']);
  });
});

describe('the secrets', () => {
  let folder: string;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const pem = (type: 'ed25519' | 'x25519') =>
    generateKeyPairSync(type as 'ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passant-gateway-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are the signing key, and in development the staff', () => {
    write('gateway-signing.pem', pem('ed25519'));
    expect(readSecrets({ SECRETS_DIR: folder }).developmentStaff).toBeUndefined();
    write('staff-issuer.pem', pem('ed25519'));
    write('staff.json', JSON.stringify([{ id: 'ada-admin', secret: 'x'.repeat(24), roles: ['admin'] }]));
    expect(readSecrets({ SECRETS_DIR: folder }).developmentStaff?.staff[0]?.id).toBe('ada-admin');
  });

  test.each([
    ['a missing key', () => undefined, /gateway-signing\.pem: is missing/],
    ['a key that is none', () => write('gateway-signing.pem', 'hunter2'), /gateway-signing\.pem: must be an Ed25519/],
    ['a key of another kind', () => write('gateway-signing.pem', pem('x25519')), /must be an Ed25519 key/],
  ])('%s is named, never shown', (_what, arrange, message) => {
    arrange();
    expect(() => readSecrets({ SECRETS_DIR: folder })).toThrow(message);
    expect(() => readSecrets({ SECRETS_DIR: folder })).not.toThrow(/hunter2/);
  });

  test('staff without the key of their issuer is no configuration', () => {
    write('gateway-signing.pem', pem('ed25519'));
    write('staff.json', JSON.stringify([{ id: 'ada-admin', secret: 'x'.repeat(24), roles: ['admin'] }]));
    expect(() => readSecrets({ SECRETS_DIR: folder })).toThrow(/staff-issuer\.pem: is missing/);
  });
});
