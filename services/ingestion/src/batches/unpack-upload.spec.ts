import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { generateSealKeyPair, sealStream } from '@passant/platform';
import { temporaryFolder } from '@passant/testing';
import { unpackUpload } from './unpack-upload';

const MEGABYTE = 1_000_000;
const keys = generateSealKeyPair();

/** Unpacks a sealed gzip file of so many megabytes of nothing; tells how much of it came to lie on the disk. */
async function unpackNothing(megabytes: number): Promise<number> {
  const path = join(temporaryFolder(), 'upload.csv');
  const nothing = Buffer.alloc(MEGABYTE);
  const sealed = Readable.from(Array<Buffer>(megabytes).fill(nothing))
    .pipe(createGzip())
    .pipe(sealStream(keys.publicKey));
  const error = await unpackUpload({ sealed, keys, compression: 'gzip', path, onProgress: () => undefined }).catch(
    (reason: unknown) => reason,
  );
  if (error) throw Object.assign(error as Error, { bytes: statSync(path).size });
  return statSync(path).size;
}

describe('a gzip file', () => {
  it('is unpacked whole', async () => {
    expect(await unpackNothing(3)).toBe(3 * MEGABYTE);
  });

  it('that unpacks to far more than events do is refused before it fills the disk', async () => {
    const refused = await unpackNothing(400).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'BatchRefused', code: 'FILE_TOO_DENSE' });
    expect((refused as { bytes: number }).bytes).toBeLessThan(300 * MEGABYTE);
  });
});
