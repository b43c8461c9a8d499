import { randomBytes } from 'node:crypto';
import type { KeyStore } from './key-store';

/** In memory; passes the same spec as the folder. */
export class FakeKeyStore implements KeyStore {
  private readonly keys = new Map<string, Buffer>();

  async create(id: string): Promise<Buffer> {
    if (this.keys.has(id)) throw new Error('this key exists');
    const key = randomBytes(32);
    this.keys.set(id, key);
    return key;
  }

  async find(id: string): Promise<Buffer | undefined> {
    return this.keys.get(id);
  }

  async destroy(id: string): Promise<void> {
    this.keys.delete(id);
  }
}
