import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { openStream, type SealKeyPair } from '@passant/platform';
import { BatchRefused } from './batch.errors';
import type { Compression } from './domain/batch';

const HEADER_BYTES = 64 * 1024;
/** Events pack to about an eighth. What unpacks to so much more is no file of events, and would fill the disk. */
const MOST_TIMES = 50;
const ALWAYS_ROOM_BYTES = 200_000_000;

export interface Unpacking {
  readonly sealed: Readable;
  readonly keys: SealKeyPair;
  readonly compression: Compression;
  /** In the engine's scratch folder; deleted as soon as it was read. */
  readonly path: string;
  /** Told how many bytes of the file, as it was sent, are read. */
  onProgress(bytesRead: number): void;
}

/** Opens a sealed upload for the engine. @throws BatchRefused where the file is empty, cut short or no gzip */
export async function unpackUpload({ sealed, keys, compression, path, onProgress }: Unpacking): Promise<void> {
  let bytesRead = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytesRead += chunk.length;
      onProgress(bytesRead);
      done(null, chunk);
    },
  });
  let unpackedBytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpackedBytes += chunk.length;
      const isTooMuch = unpackedBytes > ALWAYS_ROOM_BYTES + bytesRead * MOST_TIMES;
      done(isTooMuch ? tooDense() : null, chunk);
    },
  });
  const unpacking = compression === 'gzip' ? [createGunzip(), limit] : [];
  try {
    await pipeline([sealed, openStream(keys), meter, ...unpacking, createWriteStream(path, { mode: 0o600 })]);
  } catch (error) {
    throw toRefusal(error);
  }
  if (bytesRead === 0) throw new BatchRefused('FILE_EMPTY', 'The file is empty.');
}

/** The first line of an unpacked file, and the beginning of what follows. */
export async function readStart(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

const tooDense = (): BatchRefused =>
  new BatchRefused(
    'FILE_TOO_DENSE',
    `The gzip file unpacks to more than ${MOST_TIMES} times its size, as no events do. Nothing of it was taken.`,
  );

function toRefusal(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'Z_BUF_ERROR') {
    return new BatchRefused(
      'FILE_TRUNCATED',
      'The gzip file ends too early: it was cut short. Nothing of it was taken.',
    );
  }
  if (code === 'Z_DATA_ERROR') {
    return new BatchRefused(
      'FILE_DAMAGED',
      'The gzip file is damaged and cannot be unpacked. Nothing of it was taken.',
    );
  }
  if (code === 'OBJECT_MISSING' || code === 'CLAIM_CHECK_MISMATCH' || code === 'SEAL_BROKEN') {
    return new BatchRefused('UPLOAD_LOST', 'The stored file is gone or changed: send it again.');
  }
  return error;
}
