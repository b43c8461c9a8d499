import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ClaimCheck } from '@passant/contracts';
import { temporaryFolder, waitFor } from '@passant/testing';
import { ClaimCheckMismatch, ObjectMissing, ObjectStore } from './object-store';
import { ObjectStores } from './object-stores';

let folder: string;
let store: ObjectStore;

beforeEach(() => {
  folder = temporaryFolder();
  store = new ObjectStore('panels', folder);
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('an object', () => {
  it('is given back against its claim check', async () => {
    const bytes = randomBytes(3_000_000);
    const check = await store.put(
      'leipzig/2025-01-01/panel.sealed',
      Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
    );
    expect(check).toEqual({ handOver: 'panels', objectKey: 'leipzig/2025-01-01/panel.sealed', sha256: sha256(bytes) });
    expect((await buffer(await store.read(check))).equals(bytes)).toBe(true);
    expect((await store.readBytes(check)).equals(bytes)).toBe(true);
  });

  it('may be empty', async () => {
    expect(await store.readBytes(await store.put('empty', Buffer.alloc(0)))).toHaveLength(0);
  });

  it('fails at its end when it does not hash to its claim check', async () => {
    const check = await store.put('changed', Buffer.from('before'));
    writeFileSync(join(folder, 'changed'), 'behind');
    await expect(store.readBytes(check)).rejects.toThrow(ClaimCheckMismatch);
    await expect(store.readBytes({ ...check, sha256: '0'.repeat(64) })).rejects.toThrow(ClaimCheckMismatch);
  });

  it('is missing where there is none, or in another hand-over', async () => {
    const check = await store.put('here', Buffer.from('x'));
    await expect(store.read({ ...check, objectKey: 'elsewhere' })).rejects.toThrow(ObjectMissing);
    await expect(store.read({ ...check, handOver: 'segments' })).rejects.toThrow(ObjectMissing);
  });

  it('is stored whole or not at all', async () => {
    const first = await store.put('day/object', Buffer.from('first'));
    const failing = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('the source broke');
      })(),
    );
    await expect(store.put('day/object', failing)).rejects.toThrow('the source broke');
    expect((await store.readBytes(first)).toString()).toBe('first');
    expect(await store.list()).toEqual(['day/object']);
    expect(readdirSync(join(folder, '.incoming'))).toEqual([]);
  });

  it('cannot be seen before it is whole', async () => {
    const source = new Readable({ read: () => undefined });
    const stored = store.put('slow', source);
    source.push('half');
    await waitFor(() => readdirSync(join(folder, '.incoming')).length === 1);
    expect(await store.list()).toEqual([]);
    source.push(null);
    await stored;
    expect(await store.list()).toEqual(['slow']);
  });

  it('that a dead process left half-written goes after an hour; one that is being written stays', async () => {
    const incoming = join(folder, '.incoming');
    mkdirSync(incoming);
    for (const name of ['dead', 'alive']) writeFileSync(join(incoming, name), 'half');
    const before = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(join(incoming, 'dead'), before, before);
    expect(await store.list()).toEqual([]);
    expect(readdirSync(incoming)).toEqual(['alive']);
  });

  it('is replaced by a later one of the same key', async () => {
    await store.put('key', Buffer.from('one'));
    const check = await store.put('key', Buffer.from('other'));
    expect((await store.readBytes(check)).toString()).toBe('other');
  });

  it.each(['../escape', '/absolute', 'a/../b', 'Upper', '.hidden', 'a\\b', ''])(
    'never lies at %p',
    async (objectKey) => {
      await expect(store.put(objectKey, Buffer.from('x'))).rejects.toThrow();
      await expect(store.delete(objectKey)).rejects.toThrow();
    },
  );
});

describe('a hand-over', () => {
  it('lists and deletes by prefix', async () => {
    for (const key of ['a/2', 'a/1', 'ab/1', 'b/1']) await store.put(key, Buffer.from(key));
    expect(await store.list('a/')).toEqual(['a/1', 'a/2']);
    await store.deleteAll('a');
    expect(await store.list()).toEqual(['b/1']);
    expect([await store.has('b/1'), await store.has('b/2'), await store.has('a/1')]).toEqual([true, false, false]);
    await store.delete('b/1');
    await store.delete('b/1');
    expect(await store.list()).toEqual([]);
  });

  it('is empty before anything was given', async () => {
    expect(await new ObjectStore('panels', join(folder, 'not-yet')).list()).toEqual([]);
  });

  it('is open only to a service that was given it', async () => {
    mkdirSync(join(folder, 'panels'));
    const stores = ObjectStores.fromEnvironment({ HAND_OVER_PANELS: join(folder, 'panels'), PORT: 1 });
    const check: ClaimCheck = await stores.of('panels').put('x', Buffer.from('x'));
    expect(check.handOver).toBe('panels');
    expect(() => stores.of('segments')).toThrow('not given the hand-over segments');
  });
});
