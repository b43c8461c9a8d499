import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { temporaryFolder } from '@passant/testing';
import { KeyFileInvalid, loadSealKeyPair, loadSealPublicKey } from './key-files';
import { generateSealKeyPair, openBytes, openStream, SealBroken, sealBytes, sealStream } from './seal';

const MEGABYTE = 1024 * 1024;
const keys = generateSealKeyPair();

describe('a seal', () => {
  it.each([0, 1, 1000, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 2 * MEGABYTE, 3 * MEGABYTE + 17])(
    'gives %i bytes back to its reader',
    async (length) => {
      const bytes = randomBytes(length);
      expect((await openBytes(keys, await sealBytes(keys.publicKey, bytes))).equals(bytes)).toBe(true);
    },
  );

  it('comes out the same whatever pieces it travels in', async () => {
    const bytes = randomBytes(2 * MEGABYTE + 5);
    const sealed = await sealBytes(keys.publicKey, bytes);
    const pieces = Array.from({ length: Math.ceil(sealed.length / 7919) }, (_, index) =>
      sealed.subarray(index * 7919, (index + 1) * 7919),
    );
    expect((await buffer(Readable.from(pieces).pipe(openStream(keys)))).equals(bytes)).toBe(true);
  });

  it('hides what it holds, differently each time', async () => {
    const bytes = Buffer.from('the same words '.repeat(100));
    const [one, other] = await Promise.all([sealBytes(keys.publicKey, bytes), sealBytes(keys.publicKey, bytes)]);
    expect(one.equals(other)).toBe(false);
    expect(one.includes('same words')).toBe(false);
  });

  it('opens for nobody else', async () => {
    const sealed = await sealBytes(keys.publicKey, Buffer.from('words'));
    await expect(openBytes(generateSealKeyPair(), sealed)).rejects.toThrow(SealBroken);
  });

  it('breaks when cut anywhere, also between chunks', async () => {
    const sealed = await sealBytes(keys.publicKey, randomBytes(2 * MEGABYTE + 5));
    const prefix = 8 + 80 + 24;
    const cuts = [
      0,
      1,
      8,
      prefix,
      prefix + 10,
      prefix + MEGABYTE + 17,
      prefix + 2 * (MEGABYTE + 17),
      sealed.length - 1,
    ];
    for (const cut of cuts) await expect(openBytes(keys, sealed.subarray(0, cut))).rejects.toThrow(SealBroken);
  });

  it('breaks when a bit flips anywhere, or something is added', async () => {
    const sealed = await sealBytes(keys.publicKey, randomBytes(MEGABYTE + 5));
    for (const place of [0, 7, 9, 60, 95, 113, 5000, sealed.length - 1]) {
      const flipped = Buffer.from(sealed);
      flipped[place]! ^= 1;
      await expect(openBytes(keys, flipped)).rejects.toThrow(SealBroken);
    }
    await expect(openBytes(keys, Buffer.concat([sealed, Buffer.from([0])]))).rejects.toThrow(SealBroken);
  });

  it('breaks when chunks change places', async () => {
    const sealed = await sealBytes(keys.publicKey, randomBytes(3 * MEGABYTE));
    const chunk = (index: number) =>
      sealed.subarray(112 + index * (MEGABYTE + 17), 112 + (index + 1) * (MEGABYTE + 17));
    const swapped = Buffer.concat([
      sealed.subarray(0, 112),
      chunk(1),
      chunk(0),
      sealed.subarray(112 + 2 * (MEGABYTE + 17)),
    ]);
    await expect(openBytes(keys, swapped)).rejects.toThrow(SealBroken);
  });

  it('passes half a gigabyte in bounded memory', async () => {
    const total = 512 * MEGABYTE;
    const piece = randomBytes(64 * 1024);
    let made = 0;
    let seen = 0;
    let peak = 0;
    const source = new Readable({
      read() {
        if (made >= total) this.push(null);
        else this.push(piece);
        made += piece.length;
      },
    });
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        seen += chunk.length;
        if (seen % (16 * MEGABYTE) < chunk.length) peak = Math.max(peak, process.memoryUsage().rss);
        setImmediate(done); // a reader slower than the writer
      },
    });
    const before = process.memoryUsage().rss;
    await pipeline(source, sealStream(keys.publicKey) as Transform, openStream(keys), sink);
    expect(seen).toBe(total);
    expect(peak - before).toBeLessThan(200 * MEGABYTE);
  }, 60_000);
});

describe('key files', () => {
  it('hold the private key, from which the public one follows', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'seal.private'), `${keys.privateKey.toString('base64')}\n`);
    writeFileSync(join(folder, 'seal.pub'), keys.publicKey.toString('base64'));
    expect(await loadSealKeyPair(folder)).toEqual(keys);
    expect(await loadSealPublicKey(join(folder, 'seal.pub'))).toEqual(keys.publicKey);
  });

  it('are refused by name when missing or of another length', async () => {
    const folder = temporaryFolder();
    await expect(loadSealKeyPair(folder)).rejects.toThrow(KeyFileInvalid);
    writeFileSync(join(folder, 'short.pub'), 'c2VrcmV0');
    const refused = loadSealPublicKey(join(folder, 'short.pub'));
    await expect(refused).rejects.toThrow('short.pub holds no key of 32 bytes, base64');
  });
});
