import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished, pipeline } from 'node:stream/promises';
import { PassThrough, type Writable } from 'node:stream';
import { createGzip } from 'node:zlib';

const CHUNK_BYTES = 256 * 1024;
/** No row is longer. */
const ROW_BYTES = 256;
const [ZERO, DASH, T, COLON, Z] = [48, 45, 84, 58, 90];

/**
 * Writes rows byte by byte into chunks of a file, compressed (level 1) where its name ends in `.gz`. Values are bytes made once; times are
 * written digit by digit. After each `endRow` that returns true, `flush` must be awaited.
 */
export class RowWriter {
  private chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  private length = 0;
  private readonly sink: Writable;
  private readonly done: Promise<void>;
  private readonly dates = new Map<number, Buffer>();
  rows = 0;

  constructor(path: string) {
    const file = createWriteStream(path, { mode: 0o600 });
    if (path.endsWith('.gz')) {
      this.sink = createGzip({ level: 1, chunkSize: CHUNK_BYTES });
      this.done = pipeline(this.sink as unknown as NodeJS.ReadWriteStream, file);
    } else {
      this.sink = new PassThrough({ writableHighWaterMark: CHUNK_BYTES });
      this.done = pipeline(this.sink as PassThrough, file);
    }
    this.done.catch(() => undefined);
  }

  bytes(value: Buffer): this {
    this.length += value.copy(this.chunk, this.length);
    return this;
  }

  text(value: string): this {
    this.length += this.chunk.write(value, this.length, 'utf8');
    return this;
  }

  byte(code: number): this {
    this.chunk[this.length++] = code;
    return this;
  }

  integer(value: number): this {
    if (value >= 10) this.integer(Math.floor(value / 10));
    return this.byte(ZERO + (value % 10));
  }

  /** `YYYY-MM-DDTHH:MM:SSZ` @param second since 1970 UTC */
  time(second: number): this {
    const day = Math.floor(second / 86_400);
    const rest = second - day * 86_400;
    this.bytes(this.dateOf(day)).byte(T);
    this.twoDigits(Math.floor(rest / 3_600)).byte(COLON);
    this.twoDigits(Math.floor((rest % 3_600) / 60)).byte(COLON);
    return this.twoDigits(rest % 60).byte(Z);
  }

  /** Ends a row. True: the chunk is full. @throws Error where rows went on after that: they would be cut off without a word */
  endRow(): boolean {
    this.chunk[this.length++] = 10;
    if (this.length > CHUNK_BYTES)
      throw new Error('Rows were written into a full chunk: flush after each endRow that says so.');
    this.rows++;
    return this.length > CHUNK_BYTES - ROW_BYTES;
  }

  async flush(): Promise<void> {
    if (this.length === 0) return;
    const full = this.chunk.subarray(0, this.length);
    this.chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    this.length = 0;
    if (!this.sink.write(full)) await Promise.race([once(this.sink, 'drain'), this.done]);
  }

  async close(): Promise<void> {
    await this.flush();
    this.sink.end();
    await Promise.all([this.done, finished(this.sink, { readable: false })]);
  }

  private twoDigits(value: number): this {
    const tens = (value / 10) | 0;
    this.chunk[this.length++] = ZERO + tens;
    this.chunk[this.length++] = ZERO + value - tens * 10;
    return this;
  }

  private dateOf(day: number): Buffer {
    let date = this.dates.get(day);
    if (!date) {
      date = Buffer.from(new Date(day * 86_400_000).toISOString().slice(0, 10));
      this.dates.set(day, date);
    }
    return date;
  }
}

export const SEPARATORS = { comma: 44, dash: DASH } as const;
