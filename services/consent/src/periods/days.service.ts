import { Inject, Injectable } from '@nestjs/common';
import { type Day, type MarketId, monthOf, type PanelId, type TimeZone } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import { DaysRepository } from './days.repository';
import { planDestruction } from './domain/plan-destruction';
import { DAY_USES, type LiveDay } from './live-period';
import { MonthsService } from './months.service';
import { PeriodKeys } from './period-keys';
import { PeriodsRepository } from './periods.repository';

export const DAYS_PARTS = Symbol('DAYS_PARTS');
export interface DaysParts {
  readonly periods: PeriodsRepository;
  readonly months: MonthsService;
  readonly keys: PeriodKeys;
}

export interface NewDay {
  readonly panelId: PanelId;
  readonly market: MarketId;
  readonly timeZone: TimeZone;
  readonly day: Day;
  readonly claimedAt: Date;
}

/** The days that have a panel. */
@Injectable()
export class DaysService {
  constructor(
    private readonly repository: DaysRepository,
    @Inject(DAYS_PARTS) private readonly parts: DaysParts,
    private readonly transactions: Transactions,
  ) {}

  find(market: MarketId, day: Day): Promise<LiveDay | undefined> {
    return this.repository.find(market, day);
  }

  findMany(market: MarketId, days: readonly Day[]): Promise<LiveDay[]> {
    return this.repository.findMany(market, days);
  }

  lock(transaction: Transaction, panelId: PanelId): Promise<LiveDay> {
    return this.repository.lock(transaction, panelId);
  }

  /**
   * Makes the day and its keys unless there is one, and before it its month. The keys of whoever loses a race are destroyed at
   * once. A month that lives is kept alive for this panel.
   */
  async create({ panelId, market, timeZone, day, claimedAt }: NewDay): Promise<LiveDay> {
    const ofMonth = { market, timeZone, month: monthOf(day) };
    const month = await this.parts.months.ensure(ofMonth);
    const keys = await this.parts.keys.create(panelId, DAY_USES);
    const destroyBy = new Date(planDestruction(day, timeZone, claimedAt.getTime()));
    const created = await this.transactions.run(async (transaction) => {
      const period = { periodId: panelId, market, period: day, begunAt: claimedAt, destroyBy, destroyedAt: null, keys };
      if (!(await this.parts.periods.create(transaction, period))) return false;
      await this.repository.create(transaction, { panelId, market, day, claimedAt });
      await this.parts.months.prolong(transaction, month, ofMonth);
      return true;
    });
    if (!created) await this.parts.keys.destroy(keys);
    return (await this.repository.find(market, day))!;
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
}
