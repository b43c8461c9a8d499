import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  describe('that is missing', () => {
    const missing = join(folder, 'not-mounted');
    const store = new FolderKeyStore(missing);

    it.each([
      ['find', () => store.find(randomUUID())],
      ['destroy', () => store.destroy(randomUUID())],
      ['create', () => store.create(randomUUID())],
      ['open', () => FolderKeyStore.open(missing, false)],
    ])('destroyed nothing: %s fails, says where and what to do, and makes no folder', async (_name, ask) => {
      await expect(ask()).rejects.toMatchObject({
        code: 'KEY_STORE_MISSING',
        category: 'unavailable',
        message: expect.stringMatching(/KEY_STORE_DIR.*Mount it.*empty folder/),
      });
      expect(existsSync(missing)).toBe(false);
    });

    it('may be a file, which is no folder either', async () => {
      const file = join(folder, 'a-file');
      writeFileSync(file, '');
      await expect(new FolderKeyStore(file).find(randomUUID())).rejects.toMatchObject({ code: 'KEY_STORE_MISSING' });
    });

    it('is made where it may be made, for its owner only', async () => {
      const made = join(folder, 'home', 'made');
      const id = randomUUID();
      const key = await (await FolderKeyStore.open(made, true)).create(id);
      expect(statSync(made).mode & 0o777).toBe(0o700);
      expect(await (await FolderKeyStore.open(made, false)).find(id)).toEqual(key);
    });
  });
});
