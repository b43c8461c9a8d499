import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@passant/platform';
import { KEY_STORE, type KeyStore } from '../keys/key-store';
import { decrypt, encrypt } from '../secrets/seal';
import type { KeyUse, WrappedKey } from './live-period';

/** The keys of a day or month are gone: nothing of it can be named any more. */
export class PeriodKeysDestroyed extends DomainError {
  readonly code = 'PERIOD_KEYS_DESTROYED';
  readonly category = 'invalid';

  constructor() {
    super('The keys of this day or month are destroyed.');
  }
}

/** A data kind without a key here has no pseudonyms any more. */
export type OpenKeys = ReadonlyMap<KeyUse, Buffer>;

const MATCH_KEY_BYTES = 16;
const PSEUDONYM_KEY_BYTES = 32;

/** Makes, opens and destroys the keys of days and months: each random, each wrapped by a random key-encryption key of its own. */
@Injectable()
export class PeriodKeys {
  constructor(@Inject(KEY_STORE) private readonly store: KeyStore) {}

  async create(periodId: string, uses: readonly KeyUse[]): Promise<WrappedKey[]> {
    return Promise.all(
      uses.map(async (use) => {
        const id = randomUUID();
        const wrapping = await this.store.create(id);
        const key = randomBytes(use === 'match' ? MATCH_KEY_BYTES : PSEUDONYM_KEY_BYTES);
        return { id, use, wrapped: encrypt(wrapping, key, `${periodId}/${use}`) };
      }),
    );
  }

  /** @throws PeriodKeysDestroyed where one of them is gone, also when a restored database still has its wrapped form */
  async open(periodId: string, keys: readonly WrappedKey[]): Promise<OpenKeys> {
    if (keys.length === 0) throw new PeriodKeysDestroyed();
    const opened = await Promise.all(
      keys.map(async ({ id, use, wrapped }): Promise<[KeyUse, Buffer]> => {
        const wrapping = await this.store.find(id);
        if (!wrapping) throw new PeriodKeysDestroyed();
        return [use, decrypt(wrapping, wrapped, `${periodId}/${use}`)];
      }),
    );
    return new Map(opened);
  }

  async destroy(keys: readonly WrappedKey[]): Promise<void> {
    for (const { id } of keys) await this.store.destroy(id);
  }
}
