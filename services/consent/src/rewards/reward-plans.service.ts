import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day, dayAt, type MarketId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { MarketsService } from '../markets/markets.service';
import { decidePlan, findPlan, type Plan } from './domain/plan';
import { MarketUnknown, PlanRefused } from './rewards.errors';
import { RewardsRepository } from './rewards.repository';

/** What which data kinds earn: versions that are added, never changed. */
@Injectable()
export class RewardPlansService {
  constructor(
    private readonly repository: RewardsRepository,
    private readonly markets: MarketsService,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of one market, newest version first. */
  find(market: MarketId): Promise<Plan[]> {
    return this.repository.findPlans(market);
  }

  /** Of all markets. */
  findAll(): Promise<Plan[]> {
    return this.repository.findPlans(null);
  }

  /** @throws MarketUnknown, PlanRefused */
  add(draft: Omit<Plan, 'id' | 'version'>): Promise<Plan> {
    return this.change(draft.market, async () => draft);
  }

  /** Nothing is earned in the market after a day: today at the earliest. @throws MarketUnknown, PlanRefused */
  end(market: MarketId, lastDay: Day): Promise<Plan> {
    return this.change(market, async (known) => {
      const effectiveFrom = addDays(lastDay, 1);
      const ending = findPlan(known, effectiveFrom);
      if (!ending || ending.rewards.length === 0) throw new PlanRefused('NO_PLAN_TO_END');
      return { market, effectiveFrom, currency: ending.currency, rewards: [] };
    });
  }

  private async change(
    market: MarketId,
    draw: (known: readonly Plan[]) => Promise<Omit<Plan, 'id' | 'version'>>,
  ): Promise<Plan> {
    const known = await this.markets.find(market);
    if (!known) throw new MarketUnknown();
    return this.transactions.run(async (transaction) => {
      await this.repository.lockPlans(transaction, market);
      const now = this.clock.now();
      const plans = await this.repository.findPlans(market);
      const draft = await draw(plans);
      const decided = decidePlan(draft, { known: plans, today: dayAt(now.getTime(), known.timeZone) });
      if (decided.kind === 'refused') throw new PlanRefused(decided.reason);
      const plan = { ...draft, id: randomUUID(), version: decided.version };
      await this.repository.addPlan(transaction, plan, now);
      return plan;
    });
  }
}
