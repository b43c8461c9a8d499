import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { Compression } from './domain/batch';

/** Passes a file through and learns what it is: SHA-256, size, and by its first bytes how it is packed. */
export class Fingerprint extends Transform {
  private readonly hash = createHash('sha256');
  private start = Buffer.alloc(0);
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.start.length < 2) this.start = Buffer.concat([this.start, chunk.subarray(0, 2)]);
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  /** After the end only. */
  get sha256(): string {
    return this.hash.copy().digest('hex');
  }

  get compression(): Compression {
    return this.start[0] === 0x1f && this.start[1] === 0x8b ? 'gzip' : 'none';
  }
}
