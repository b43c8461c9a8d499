import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PANEL_DATA_KINDS, type PanelId } from '@passant/contracts';
import { DomainError } from '@passant/platform';
import { KEY_STORE, type KeyStore } from '../keys/key-store';
import { decrypt, encrypt } from '../secrets/seal';
import type { KeyUse, WrappedKey } from './live-day';

/** The keys of a day are gone: nothing of that day can be named any more. */
export class DayKeysDestroyed extends DomainError {
  readonly code = 'DAY_KEYS_DESTROYED';
  readonly category = 'invalid';

  constructor() {
    super('The keys of this day are destroyed.');
  }
}

export type OpenKeys = ReadonlyMap<KeyUse, Buffer>;

const MATCH_KEY_BYTES = 16;
const PSEUDONYM_KEY_BYTES = 32;

/** Makes, opens and destroys the keys of days: each random, each wrapped by a random key-encryption key of its own. */
@Injectable()
export class DayKeys {
  constructor(@Inject(KEY_STORE) private readonly store: KeyStore) {}

  async create(panelId: PanelId): Promise<WrappedKey[]> {
    const uses: KeyUse[] = ['match', ...PANEL_DATA_KINDS];
    return Promise.all(
      uses.map(async (use) => {
        const id = randomUUID();
        const wrapping = await this.store.create(id);
        const key = randomBytes(use === 'match' ? MATCH_KEY_BYTES : PSEUDONYM_KEY_BYTES);
        return { id, use, wrapped: encrypt(wrapping, key, `${panelId}/${use}`) };
      }),
    );
  }

  /** @throws DayKeysDestroyed where one of them is gone, also when a restored database still has its wrapped form */
  async open(panelId: PanelId, keys: readonly WrappedKey[]): Promise<OpenKeys> {
    if (keys.length === 0) throw new DayKeysDestroyed();
    const opened = await Promise.all(
      keys.map(async ({ id, use, wrapped }): Promise<[KeyUse, Buffer]> => {
        const wrapping = await this.store.find(id);
        if (!wrapping) throw new DayKeysDestroyed();
        return [use, decrypt(wrapping, wrapped, `${panelId}/${use}`)];
      }),
    );
    return new Map(opened);
  }

  async destroy(keys: readonly WrappedKey[]): Promise<void> {
    for (const { id } of keys) await this.store.destroy(id);
  }
}
