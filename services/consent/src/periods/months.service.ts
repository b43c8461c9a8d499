import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { MarketId, Month, TimeZone } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import { planMonthDestruction } from './domain/plan-destruction';
import { type LivePeriod, MONTH_USES } from './live-period';
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
    if (!known.destroyedAt) await this.store.put(toMarker(of), Buffer.from('begun'));
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
    const isLost = (await this.store.list(toMarker({ market, month }))).length > 0;
    const keys = isLost ? [] : await this.keys.create(periodId, MONTH_USES);
    const destroyedAt = isLost ? begunAt : null;
    const created = await this.transactions.run((transaction) =>
      this.repository.create(transaction, { periodId, market, period: month, begunAt, destroyBy, destroyedAt, keys }),
    );
    if (!created) await this.keys.destroy(keys);
    return (await this.repository.find(market, month))!;
  }

  private get store() {
    return this.surroundings.stores.of('stop-lists-anonymisation');
  }
}

/**
 * An object that says only that a month was begun. Written before anybody's name in that month is handed over, it outlives the
 * database and the month itself: whatever is restored, no month begins twice.
 */
const toMarker = ({ market, month }: Pick<MarketMonth, 'market' | 'month'>): string =>
  `${market.toLowerCase()}/${month}.begun`;
