import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyStore } from './key-store';
import { FakeKeyStore } from './key-store.fake';
import { FolderKeyStore } from './key-store.folder';

const folder = mkdtempSync(join(tmpdir(), 'passant-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each<[string, () => KeyStore]>([
  ['a folder', () => new FolderKeyStore(folder)],
  ['a Map', () => new FakeKeyStore()],
])('the key store over %s', (_name, open) => {
  it('gives back the key it made, and no other for another id', async () => {
    const store = open();
    const [one, other] = [randomUUID(), randomUUID()];
    const key = await store.create(one);
    const otherKey = await store.create(other);
    expect(await store.find(one)).toEqual(key);
    expect(otherKey.equals(key)).toBe(false);
  });

  it('makes a key once', async () => {
    const store = open();
    const id = randomUUID();
    await store.create(id);
    await expect(store.create(id)).rejects.toThrow();
  });

  it('has nothing left of a destroyed key, and takes a second destruction', async () => {
    const store = open();
    const id = randomUUID();
    await store.create(id);
    await store.destroy(id);
    await store.destroy(id);
    expect(await store.find(id)).toBeUndefined();
  });
});

describe('the folder', () => {
  it('is readable by its owner only and empty of destroyed keys', async () => {
    const store = new FolderKeyStore(folder);
    const id = randomUUID();
    await store.create(id);
    expect(statSync(join(folder, `${id}.kek`)).mode & 0o777).toBe(0o600);
    await store.destroy(id);
    expect(readdirSync(folder)).not.toContain(`${id}.kek`);
  });

  it('takes no path for an id', async () => {
    await expect(new FolderKeyStore(folder).find('../../etc/passwd')).rejects.toThrow('UUID');
  });
});
