import { Inject, Injectable } from '@nestjs/common';
import { type Day, isMonth, type MarketId, monthOf, type Period } from '@passant/contracts';
import type { AuditLog, Clock, ObjectStores } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { type LivePeriod, toObjectPrefix } from './live-period';
import { type OpenKeys, PeriodKeys, PeriodKeysDestroyed } from './period-keys';
import { PeriodsRepository } from './periods.repository';

export const PERIODS_SURROUNDINGS = Symbol('PERIODS_SURROUNDINGS');
export interface PeriodsSurroundings {
  readonly clock: Clock;
  readonly stores: ObjectStores;
  readonly audit: AuditLog;
}

const NO_KEYS: OpenKeys = new Map();

/** The life of days and months alike: their keys, their stop-list numbers, their end. */
@Injectable()
export class PeriodsService {
  constructor(
    private readonly repository: PeriodsRepository,
    private readonly keys: PeriodKeys,
    private readonly transactions: Transactions,
    @Inject(PERIODS_SURROUNDINGS) private readonly surroundings: PeriodsSurroundings,
  ) {}

  find(market: MarketId, period: Period, transaction?: Transaction): Promise<LivePeriod | undefined> {
    return this.repository.find(market, period, transaction);
  }

  get(periodId: string): Promise<LivePeriod> {
    return this.repository.get(periodId);
  }

  findLive(transaction: Transaction): Promise<LivePeriod[]> {
    return this.repository.findLive(transaction);
  }

  lock(transaction: Transaction, periodId: string): Promise<LivePeriod> {
    return this.repository.lock(transaction, periodId);
  }

  /** From now on others know of these periods: their stop lists are published. */
  open(transaction: Transaction, periodIds: readonly string[]): Promise<void> {
    return this.repository.open(transaction, periodIds);
  }

  setStopListNumber(transaction: Transaction, periodId: string, number: number): Promise<void> {
    return this.repository.setStopListNumber(transaction, periodId, number);
  }

  setClearedNumber(transaction: Transaction, periodId: string, number: number): Promise<void> {
    return this.repository.setClearedNumber(transaction, periodId, number);
  }

  /**
   * The keys of a period; of a day together with its month's key, as long as the month lives.
   *
   * @throws PeriodKeysDestroyed where the period itself is over
   */
  async openKeys({ periodId, market, period }: Pick<LivePeriod, 'periodId' | 'market' | 'period'>): Promise<OpenKeys> {
    const own = await this.keys.open(periodId, await this.repository.findKeys(periodId));
    if (isMonth(period)) return own;
    return new Map([...own, ...(await this.openMonth(market, period))]);
  }

  /** Destroys the keys of a period for good: first the key store, then everything that needed them. Repeating it is harmless. */
  async destroy(period: LivePeriod): Promise<void> {
    await this.keys.destroy(await this.repository.findKeys(period.periodId));
    await this.deleteObjects(period);
    const at = this.surroundings.clock.now();
    await this.transactions.run(async (transaction) => {
      if (!(await this.repository.markDestroyed(transaction, period.periodId, at))) return;
      const content = { market: period.market, period: period.period };
      await this.surroundings.audit.append(transaction, [{ kind: 'keys-destroyed', at, content }]);
    });
    // Whoever held the period's row until now may have written one more.
    await this.deleteObjects(period);
  }

  /** Destroys the keys of every day and month past its deadline, whether or not anybody closed it. @returns how many */
  async destroyOverdue(): Promise<number> {
    const overdue = await this.repository.findOverdue(this.surroundings.clock.now());
    for (const period of overdue) await this.destroy(period);
    return overdue.length;
  }

  private async openMonth(market: MarketId, day: Day): Promise<OpenKeys> {
    const month = await this.repository.find(market, monthOf(day));
    if (!month || month.destroyedAt) return NO_KEYS;
    return this.keys.open(month.periodId, await this.repository.findKeys(month.periodId)).catch((error: unknown) => {
      if (error instanceof PeriodKeysDestroyed) return NO_KEYS;
      throw error;
    });
  }

  private async deleteObjects(period: LivePeriod): Promise<void> {
    for (const handOver of ['panels', 'stop-lists-ingestion', 'stop-lists-anonymisation'] as const)
      await this.surroundings.stores.of(handOver).deleteAll(toObjectPrefix(period));
  }
}
