import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissingFile, syncDirectory } from '../secrets/durable-file';
import type { KeyStore } from './key-store';
import { KeyStoreMissing } from './key-store.errors';

const KEY_BYTES = 32;
const ID = /^[0-9a-f-]{36}$/;

/** A file a key, mode 0600. A file that is missing is a destroyed key; a folder that is missing is no answer: {@link KeyStoreMissing}. */
export class FolderKeyStore implements KeyStore {
  constructor(private readonly directory: string) {}

  /** At the start of a service. @throws KeyStoreMissing where there is no folder and none may be made */
  static async open(directory: string, mayCreate: boolean): Promise<FolderKeyStore> {
    if (mayCreate) await mkdir(directory, { recursive: true, mode: 0o700 });
    const store = new FolderKeyStore(directory);
    await store.checkFolder();
    return store;
  }

  async create(id: string): Promise<Buffer> {
    const path = this.path(id);
    await this.checkFolder();
    const key = randomBytes(KEY_BYTES);
    const file = await open(path, 'wx', 0o600);
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
    const path = this.path(id);
    await this.checkFolder();
    try {
      const key = await readFile(path);
      return key.length === KEY_BYTES ? key : undefined;
    } catch (error) {
      await this.takeForDestroyed(error);
      return undefined;
    }
  }

  /** Overwrites before unlinking, for disks that keep freed blocks. */
  async destroy(id: string): Promise<void> {
    const path = this.path(id);
    await this.checkFolder();
    try {
      const file = await open(path, 'r+');
      try {
        await file.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await unlink(path);
    } catch (error) {
      return this.takeForDestroyed(error);
    }
    await syncDirectory(this.directory);
  }

  /** A file that is missing, in a folder that was there before and is there still. */
  private async takeForDestroyed(error: unknown): Promise<void> {
    if (!isMissingFile(error)) throw error;
    await this.checkFolder();
  }

  private async checkFolder(): Promise<void> {
    const found = await stat(this.directory).catch((error: unknown) => {
      if (isMissingFile(error)) return undefined;
      throw error;
    });
    if (!found?.isDirectory()) throw new KeyStoreMissing();
  }

  private path(id: string): string {
    if (!ID.test(id)) throw new RangeError('a key id is a UUID');
    return join(this.directory, `${id}.kek`);
  }
}
