/**
 * Where key-encryption keys live: outside the database and its backups, so that no restored dump brings a destroyed key back.
 * One adapter, a folder (and a Map for tests); none for a key management service is built yet: the README says what one must do.
 */
export interface KeyStore {
  /** Makes a random key (32 bytes) that did not exist before. @throws where the store cannot be asked */
  create(id: string): Promise<Buffer>;
  /** undefined once destroyed. @throws where the store cannot be asked: that is not the same */
  find(id: string): Promise<Buffer | undefined>;
  /** Durable when it resolves; destroying twice is harmless. @throws where the store cannot be asked: then nothing was destroyed */
  destroy(id: string): Promise<void>;
}

export const KEY_STORE = Symbol('KEY_STORE');
