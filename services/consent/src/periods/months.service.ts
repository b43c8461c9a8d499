import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { MarketId, Month, TimeZone } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import { planMonthDestruction } from './domain/plan-destruction';
import { type LivePeriod, MONTH_USES, toObjectPrefix } from './live-period';
import { PeriodKeys } from './period-keys';
import { PERIODS_SURROUNDINGS, type PeriodsSurroundings } from './periods.service';
import { PeriodsRepository } from './periods.repository';

export interface MarketMonth {
  readonly market: MarketId;
  readonly timeZone: TimeZone;
  readonly month: Month;
}

/** The months that return visits are counted over: begun with their first panel, one key each. */
@Injectable()
export class MonthsService {
  constructor(
    private readonly repository: PeriodsRepository,
    private readonly keys: PeriodKeys,
    private readonly transactions: Transactions,
    @Inject(PERIODS_SURROUNDINGS) private readonly surroundings: PeriodsSurroundings,
  ) {}

  /**
   * The month of a panel, made with its key unless it is known. A month that was handed over before this database was restored
   * is over: under a second key its people would have a second name that no stop list can name with the first.
   */
  async ensure(of: MarketMonth): Promise<LivePeriod> {
    const known = (await this.repository.find(of.market, of.month)) ?? (await this.create(of));
    if (!known.destroyedAt) await this.mark(known);
    return known;
  }

  /** A panel of the month is begun now: its marks need 48 h from here, as far as the design lets them live. */
  async prolong(transaction: Transaction, month: LivePeriod, of: MarketMonth): Promise<void> {
    const times = { begunAt: month.begunAt.getTime(), issuedAt: this.surroundings.clock.now().getTime() };
    const destroyBy = planMonthDestruction(of.month, of.timeZone, times);
    await this.repository.prolong(transaction, month.periodId, new Date(destroyBy));
  }

  private async create({ market, month, timeZone }: MarketMonth): Promise<LivePeriod> {
    const periodId = randomUUID();
    const begunAt = this.surroundings.clock.now();
    const now = begunAt.getTime();
    const destroyBy = new Date(planMonthDestruction(month, timeZone, { begunAt: now, issuedAt: now }));
    const left = await this.store.list(toObjectPrefix({ market, period: month }));
    const isLost = left.length > 0;
    const keys = isLost ? [] : await this.keys.create(periodId, MONTH_USES);
    const destroyedAt = isLost ? begunAt : null;
    const created = await this.transactions.run((transaction) =>
      this.repository.create(transaction, { periodId, market, period: month, begunAt, destroyBy, destroyedAt, keys }),
    );
    if (!created) await this.keys.destroy(keys);
    return (await this.repository.find(market, month))!;
  }

  /** Outlives the database, says nothing: that this month has begun. Before any of its pseudonyms is handed over. */
  private async mark(month: LivePeriod): Promise<void> {
    await this.store.put(`${toObjectPrefix(month)}${month.periodId}.opened`, Buffer.from('begun'));
  }

  private get store() {
    return this.surroundings.stores.of('stop-lists-anonymisation');
  }
}
