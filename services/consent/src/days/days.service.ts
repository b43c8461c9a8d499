import { Inject, Injectable } from '@nestjs/common';
import type { Day, MarketId, PanelId } from '@passant/contracts';
import type { Clock, ObjectStores } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { DayKeys, type OpenKeys } from './day-keys';
import { DaysRepository, type NewDay } from './days.repository';
import { type LiveDay, toObjectPrefix } from './live-day';

export const DAYS_SURROUNDINGS = Symbol('DAYS_SURROUNDINGS');
export interface DaysSurroundings {
  readonly clock: Clock;
  readonly stores: ObjectStores;
}

/** The days that have a panel, and the life of their keys. */
@Injectable()
export class DaysService {
  constructor(
    private readonly repository: DaysRepository,
    private readonly keys: DayKeys,
    private readonly transactions: Transactions,
    @Inject(DAYS_SURROUNDINGS) private readonly surroundings: DaysSurroundings,
  ) {}

  find(market: MarketId, day: Day): Promise<LiveDay | undefined> {
    return this.repository.find(market, day);
  }

  findMany(market: MarketId, days: readonly Day[]): Promise<LiveDay[]> {
    return this.repository.findMany(market, days);
  }

  findLive(transaction?: Transaction): Promise<LiveDay[]> {
    return this.repository.findLive(transaction);
  }

  lock(transaction: Transaction, panelId: PanelId): Promise<LiveDay> {
    return this.repository.lock(transaction, panelId);
  }

  /** Makes the day and its keys unless there is one. The keys of whoever loses a race are destroyed at once. */
  async create(day: Omit<NewDay, 'keys'>): Promise<LiveDay> {
    const keys = await this.keys.create(day.panelId);
    const created = await this.transactions.run((transaction) => this.repository.create(transaction, { ...day, keys }));
    if (!created) await this.keys.destroy(keys);
    return (await this.repository.find(day.market, day.day))!;
  }

  claim(panelId: PanelId, holder: 'new' | 'same', leaseSeconds: number): Promise<boolean> {
    return this.repository.claim(panelId, holder, leaseSeconds);
  }

  release(panelId: PanelId): Promise<void> {
    return this.repository.release(panelId);
  }

  markIssued(transaction: Transaction, panelId: PanelId, issuedAt: Date): Promise<void> {
    return this.repository.markIssued(transaction, panelId, issuedAt);
  }

  setStopListNumber(transaction: Transaction, panelId: PanelId, number: number): Promise<void> {
    return this.repository.setStopListNumber(transaction, panelId, number);
  }

  /** @throws DayKeysDestroyed */
  async openKeys(panelId: PanelId): Promise<OpenKeys> {
    return this.keys.open(panelId, await this.repository.findKeys(panelId));
  }

  /** Destroys the keys of a day for good: first the key store, then everything that needed them. Repeating it is harmless. */
  async destroy(day: LiveDay): Promise<void> {
    await this.keys.destroy(await this.repository.findKeys(day.panelId));
    await this.deleteObjects(day);
    await this.transactions.run((transaction) =>
      this.repository.markDestroyed(transaction, day.panelId, this.surroundings.clock.now()),
    );
    // Whoever held the day's row until now may have written one more.
    await this.deleteObjects(day);
  }

  /** Destroys the keys of every day past its deadline, whether or not anybody closed it. @returns how many */
  async destroyOverdue(): Promise<number> {
    const overdue = await this.repository.findOverdue(this.surroundings.clock.now());
    for (const day of overdue) await this.destroy(day);
    return overdue.length;
  }

  private async deleteObjects(day: LiveDay): Promise<void> {
    for (const handOver of ['panels', 'stop-lists-ingestion', 'stop-lists-anonymisation'] as const)
      await this.surroundings.stores.of(handOver).deleteAll(toObjectPrefix(day));
  }
}
