import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type ClaimCheck, claimCheckSchema, type HandOver } from '@passant/contracts';
import { DomainError } from '../errors/domain-error';

export class ClaimCheckMismatch extends DomainError {
  readonly code = 'CLAIM_CHECK_MISMATCH';
  readonly category = 'invalid';

  constructor() {
    super('The object does not hash to what its claim check says.');
  }
}

export class ObjectMissing extends DomainError {
  readonly code = 'OBJECT_MISSING';
  readonly category = 'not_found';

  constructor() {
    super('There is no such object in this hand-over.');
  }
}

/** Half-written objects lie here, in the same file system, so that a rename makes them whole. */
const INCOMING = '.incoming';
/** What nobody wrote to for so long was left behind by a process that died. */
const LEFT_BEHIND_MS = 3_600_000;
const SWEEP_EVERY_MS = 600_000;

/** One hand-over: bulk data that one service gives and others take. A folder here; the shape fits any object store. */
export class ObjectStore {
  private sweptAtMs = -Infinity;

  constructor(
    private readonly handOver: HandOver,
    private readonly folder: string,
  ) {}

  /** Stores an object whole or not at all, replacing an older one of the same key. */
  async put(objectKey: string, source: Readable | Buffer): Promise<ClaimCheck> {
    const target = this.pathOf(objectKey);
    await this.sweep();
    const incoming = join(this.folder, INCOMING, randomUUID());
    await Promise.all([mkdir(dirname(target), { recursive: true }), mkdir(dirname(incoming), { recursive: true })]);
    try {
      const sha256 = await writeDurably(incoming, source);
      await rename(incoming, target);
      await syncFolder(dirname(target));
      return { handOver: this.handOver, objectKey, sha256 };
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  /**
   * The bytes of an object. The stream fails with ClaimCheckMismatch at its end where they are not those of the claim
   * check: use nothing of it before the end.
   *
   * @throws ObjectMissing
   */
  async read(check: ClaimCheck): Promise<Readable> {
    if (check.handOver !== this.handOver) throw new ObjectMissing();
    const file = await open(this.pathOf(check.objectKey), 'r').catch(toObjectMissing);
    const bytes = createReadStream('', { fd: file, highWaterMark: 1024 * 1024 });
    const verified = new HashCheck(check.sha256);
    pipeline(bytes, verified).catch(() => undefined); // the reader of `verified` sees the error
    return verified;
  }

  /** A small object whole. @throws ObjectMissing, ClaimCheckMismatch */
  async readBytes(check: ClaimCheck): Promise<Buffer> {
    return buffer(await this.read(check));
  }

  /** A small object that is written anew under the same key, as it is now; undefined where there is none. Nothing vouches for it but the store. */
  async readCurrent(objectKey: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.pathOf(objectKey));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Whether there is such an object. */
  async has(objectKey: string): Promise<boolean> {
    try {
      await stat(this.pathOf(objectKey));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Deletes an object; one that is not there is no error. */
  async delete(objectKey: string): Promise<void> {
    await rm(this.pathOf(objectKey), { force: true });
  }

  /** Deletes every object whose key begins with `prefix`. */
  async deleteAll(prefix: string): Promise<void> {
    for (const objectKey of await this.list(prefix)) await this.delete(objectKey);
  }

  /** The keys that begin with `prefix`, sorted. */
  async list(prefix = ''): Promise<string[]> {
    await this.sweep();
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(toNothing);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((key) => !key.startsWith('.') && key.startsWith(prefix))
      .sort();
  }

  /**
   * Half an upload holds people's events as a whole one does: it must not outlive the process that took it. Whoever may only read
   * leaves it to the giver.
   */
  private async sweep(): Promise<void> {
    if (performance.now() - this.sweptAtMs < SWEEP_EVERY_MS) return;
    this.sweptAtMs = performance.now();
    const incoming = join(this.folder, INCOMING);
    for (const name of await readdir(incoming).catch(() => [])) {
      const path = join(incoming, name);
      const written = await stat(path).catch(() => undefined);
      const isLeft = written && written.mtimeMs < Date.now() - LEFT_BEHIND_MS;
      if (isLeft) await rm(path, { force: true }).catch(() => undefined);
    }
  }

  private pathOf(objectKey: string): string {
    return join(this.folder, ...claimCheckSchema.shape.objectKey.parse(objectKey).split('/'));
  }
}

async function writeDurably(path: string, source: Readable | Buffer): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      hash.update(bytes);
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Passes bytes through and fails at the end where they do not hash to `expected`. */
class HashCheck extends Transform {
  private readonly hash = createHash('sha256');

  constructor(private readonly expected: string) {
    super({ highWaterMark: 1024 * 1024 });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.hash.digest('hex') === this.expected ? null : new ClaimCheckMismatch());
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';

function toObjectMissing(error: unknown): never {
  throw isMissing(error) ? new ObjectMissing() : error;
}

function toNothing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}
