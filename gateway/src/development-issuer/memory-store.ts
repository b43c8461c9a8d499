import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly untilMs: number;
}

/** What a provider keeps between two requests, in memory: gone with the process, as the development issuer may. */
export class MemoryStore {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly nowMs: () => number = Date.now) {}

  /** The part of the store for one kind of thing; `find` may look elsewhere first. */
  adapter(kind: string, findElsewhere: (id: string) => AdapterPayload | undefined = () => undefined): Adapter {
    const keyOf = (id: string) => `${kind}:${id}`;
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        this.sweep();
        this.kept.set(keyOf(id), { payload, untilMs: this.nowMs() + (expiresInSeconds ?? Infinity) * 1_000 });
      },
      find: async (id) => findElsewhere(id) ?? this.get(keyOf(id)),
      findByUid: async (uid) => this.findWhere(kind, (payload) => payload.uid === uid),
      findByUserCode: async (userCode) => this.findWhere(kind, (payload) => payload.userCode === userCode),
      consume: async (id) => {
        const one = this.kept.get(keyOf(id));
        const consumed = Math.floor(this.nowMs() / 1_000);
        if (one !== undefined) this.kept.set(keyOf(id), { ...one, payload: { ...one.payload, consumed } });
      },
      destroy: async (id) => void this.kept.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of this.kept) if (payload.grantId === grantId) this.kept.delete(key);
      },
    };
  }

  private get(key: string): AdapterPayload | undefined {
    const one = this.kept.get(key);
    return one !== undefined && one.untilMs > this.nowMs() ? one.payload : undefined;
  }

  private findWhere(kind: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload }] of this.kept) {
      if (key.startsWith(`${kind}:`) && fits(payload)) return this.get(key);
    }
    return undefined;
  }

  private sweep(): void {
    for (const [key, { untilMs }] of this.kept) if (untilMs <= this.nowMs()) this.kept.delete(key);
  }
}
