import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Transactions } from './transactions';

/** Nothing older is answered from: a fifth of what a suspension may take to be felt (trust.md, contracts). */
const KEEP_MS = 1_000;
const MOST_KEPT = 500;

interface Kept {
  readonly result: Promise<unknown>;
  readonly begunMs: number;
}

/**
 * What every question reads before its figures: whose credentials, under which contracts, which zones, what is on sale. Asked for
 * by several at once it is read once, and what was read is good for a second. All of it is forgotten as soon as this process has
 * changed anything, so only what another process does is felt up to a second late. Inside a transaction everything is read anew.
 */
@Injectable()
export class RecentReads {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly transactions: Transactions,
    dataSource: DataSource,
  ) {
    dataSource.subscribers.push({ afterTransactionCommit: () => this.kept.clear() });
  }

  /** `key` names everything that the result depends on. Who gets it must not change it. What fails is not kept. */
  share<Of>(key: string, read: () => Promise<Of>): Promise<Of> {
    if (this.transactions.isRunning) return read();
    const now = performance.now();
    const known = this.kept.get(key);
    if (known && now - known.begunMs < KEEP_MS) return known.result as Promise<Of>;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const begun: Kept = { result: read(), begunMs: now };
    this.kept.set(key, begun);
    begun.result.catch(() => this.kept.get(key) === begun && this.kept.delete(key));
    return begun.result as Promise<Of>;
  }
}
