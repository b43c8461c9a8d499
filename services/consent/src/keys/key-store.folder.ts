import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissingFile, syncDirectory } from '../secrets/durable-file';
import type { KeyStore } from './key-store';

const KEY_BYTES = 32;
const ID = /^[0-9a-f-]{36}$/;

/** A file a key, mode 0600. */
export class FolderKeyStore implements KeyStore {
  constructor(private readonly directory: string) {}

  async create(id: string): Promise<Buffer> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES);
    const file = await open(this.path(id), 'wx', 0o600);
    try {
      await file.writeFile(key);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncDirectory(this.directory);
    return key;
  }

  async find(id: string): Promise<Buffer | undefined> {
    try {
      const key = await readFile(this.path(id));
      return key.length === KEY_BYTES ? key : undefined;
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw error;
    }
  }

  /** Overwrites before unlinking, for disks that keep freed blocks. */
  async destroy(id: string): Promise<void> {
    try {
      const file = await open(this.path(id), 'r+');
      try {
        await file.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await unlink(this.path(id));
    } catch (error) {
      if (!isMissingFile(error)) throw error;
      return;
    }
    await syncDirectory(this.directory);
  }

  private path(id: string): string {
    if (!ID.test(id)) throw new RangeError('a key id is a UUID');
    return join(this.directory, `${id}.kek`);
  }
}
