import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decrypt, encrypt } from './seal';
import { createSecrets, loadSecrets } from './secrets';

const folder = mkdtempSync(join(tmpdir(), 'passant-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the secret store', () => {
  it('is made once in development, and read ever after', async () => {
    const directory = join(folder, 'made');
    const made = await loadSecrets(directory, true);
    expect(await loadSecrets(directory, false)).toEqual(made);
    expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(made).map((key) => key.toString('hex'))).size).toBe(Object.keys(made).length);
  });

  it('is never made in production', async () => {
    await expect(loadSecrets(join(folder, 'none'), false)).rejects.toMatchObject({ code: 'SECRETS_MISSING' });
  });

  it('is made by hand for production: once, whole, and not where a single key is left of another', async () => {
    const directory = join(folder, 'production');
    await createSecrets(directory);
    const made = await loadSecrets(directory, false);
    expect(Object.keys(made).sort()).toEqual(Object.keys(await loadSecrets(join(folder, 'development'), true)).sort());
    expect(new Set(Object.values(made).map((key) => key.toString('base64'))).size).toBe(Object.keys(made).length);
    await expect(createSecrets(directory)).rejects.toMatchObject({ code: 'SECRETS_EXIST' });
    rmSync(join(directory, 'master.key'));
    await expect(createSecrets(directory)).rejects.toMatchObject({ code: 'SECRETS_EXIST' });
  });

  it('holds its keys wrapped, and does not open under another master key', async () => {
    const directory = join(folder, 'wrapped');
    const { journal } = await loadSecrets(directory, true);
    expect(readFileSync(join(directory, 'journal.wrapped'), 'utf8')).not.toContain(journal.toString('base64'));
    writeFileSync(join(directory, 'master.key'), `${Buffer.alloc(32).toString('base64')}\n`);
    await expect(loadSecrets(directory, true)).rejects.toMatchObject({ code: 'SECRETS_MISSING' });
  });
});

describe('what is encrypted', () => {
  it('opens in its own context only', () => {
    const key = Buffer.alloc(32, 7);
    const sealed = encrypt(key, Buffer.from('text'), 'row 1');
    expect(String(decrypt(key, sealed, 'row 1'))).toBe('text');
    expect(() => decrypt(key, sealed, 'row 2')).toThrow();
    expect(encrypt(key, Buffer.from('text'), 'row 1').equals(sealed)).toBe(false);
  });
});
