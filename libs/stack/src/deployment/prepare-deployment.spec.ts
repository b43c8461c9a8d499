import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../launch/options';
import { prepareDeployment } from './prepare-deployment';

describe('preparing a deployment', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'passant-deployment-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('makes every variable that the compose file asks for', () => {
    prepareDeployment(directory);

    const made = readFileSync(join(directory, '.env'), 'utf8')
      .split('\n')
      .map((line) => line.split('=')[0]);
    const asked = readFileSync(join(repository, 'docker', 'compose.yaml'), 'utf8').matchAll(/\$\{(\w+):\?\}/g);
    for (const [, name] of asked) expect(made).toContain(name);
  });

  test('keeps keys private, and changes nothing the second time', () => {
    prepareDeployment(directory);
    const key = join(directory, 'secrets', 'ingestion', 'seal.private');
    const before = readFileSync(key, 'utf8');
    expect(statSync(key).mode & 0o077).toBe(0);
    expect(Buffer.from(before, 'base64')).toHaveLength(32);

    expect(prepareDeployment(directory)).toContain('nothing was changed');

    expect(readFileSync(key, 'utf8')).toBe(before);
  });

  test('for production holds nothing of development, and asks for what only people can say', () => {
    prepareDeployment(directory, 'https://passant.example');

    const settings = readFileSync(join(directory, '.env'), 'utf8');
    expect(settings).toContain('PASSANT_ENV=production\nPUBLIC_URL=https://passant.example\n');
    expect(settings).toMatch(/^STAFF_ISSUER=$/m);
    const files = readdirSync(join(directory, 'secrets', 'gateway')).sort();
    expect(files).toEqual(['gateway-signing.pem', 'session.key']);
  });

  test('lets nobody into Redis without a name', () => {
    prepareDeployment(directory);

    const users = readFileSync(join(directory, 'secrets', 'redis', 'users.acl'), 'utf8')
      .trim()
      .split('\n');

    expect(users[0]).toBe('user default off');
    expect(users).toHaveLength(5);
  });
});
