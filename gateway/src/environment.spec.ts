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

  test('a role nobody knows is refused by name', () => {
    expect(() => readEnvironment({ ...example, STAFF_ROLES: 'root=wheel' })).toThrow(/STAFF_ROLES/);
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
    expect(readSecrets({ SECRETS_DIR: folder }).developmentStaff?.accounts()[0]?.id).toBe('ada-admin');
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

  test('accounts are read anew, so that one added to the file may log in at once', () => {
    const account = { id: 'ada-admin', secret: 'x'.repeat(24), roles: ['admin'] };
    write('gateway-signing.pem', pem('ed25519'));
    write('staff-issuer.pem', pem('ed25519'));
    write('staff.json', JSON.stringify([account]));
    const { developmentStaff } = readSecrets({ SECRETS_DIR: folder });
    const analyst = { id: 'anna', password: 'y'.repeat(12), clientId: '2f1f4a0e-4b35-4a7c-9a38-6d0a2f5b1c11' };
    write('staff.json', JSON.stringify([account, analyst]));
    expect(developmentStaff?.accounts()).toEqual([account, analyst]);
  });

  test('an account is staff or an analyst, never both', () => {
    write('gateway-signing.pem', pem('ed25519'));
    write('staff-issuer.pem', pem('ed25519'));
    const both = {
      id: 'ada',
      secret: 'x'.repeat(24),
      roles: ['admin'],
      clientId: '2f1f4a0e-4b35-4a7c-9a38-6d0a2f5b1c11',
    };
    write('staff.json', JSON.stringify([both]));
    expect(() => readSecrets({ SECRETS_DIR: folder })).toThrow(/staff\.json: must be a list/);
  });

  test('a session key of another length is named', () => {
    write('gateway-signing.pem', pem('ed25519'));
    write('session.key', Buffer.alloc(16).toString('base64'));
    expect(() => readSecrets({ SECRETS_DIR: folder })).toThrow(/session\.key: must be 32 bytes/);
  });

  test('a provider of staff needs the secret of our client there', () => {
    write('gateway-signing.pem', pem('ed25519'));
    const environment = readEnvironment({
      ...example,
      STAFF_ISSUER: 'https://login.example',
      STAFF_ROLES: 'admin=passant-admins|it, approver=passant-approvers',
    });
    const read = () => readSecrets({ ...environment, SECRETS_DIR: folder });
    expect(read).toThrow(/staff-client\.secret: is missing/);
    write('staff-client.secret', 'a-secret\n');
    expect(read().externalStaff).toMatchObject({
      provider: { issuer: 'https://login.example', clientSecret: 'a-secret' },
      claims: { valuesOfRole: { admin: ['passant-admins', 'it'], approver: ['passant-approvers'], agent: [] } },
    });
  });

  test('staff without the key of their issuer is no configuration', () => {
    write('gateway-signing.pem', pem('ed25519'));
    write('staff.json', JSON.stringify([{ id: 'ada-admin', secret: 'x'.repeat(24), roles: ['admin'] }]));
    expect(() => readSecrets({ SECRETS_DIR: folder })).toThrow(/staff-issuer\.pem: is missing/);
  });
});
