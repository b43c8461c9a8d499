/**
 * Where key-encryption keys live: outside the database and its backups, so that no restored dump brings a destroyed key back.
 * Two implementations: a folder, and a Map for tests; a key management service is the third.
 */
export interface KeyStore {
  /** Makes a random key (32 bytes) that did not exist before. */
  create(id: string): Promise<Buffer>;
  /** undefined once destroyed. */
  find(id: string): Promise<Buffer | undefined>;
  /** Durable when it resolves; destroying twice is harmless. */
  destroy(id: string): Promise<void>;
}

export const KEY_STORE = Symbol('KEY_STORE');
