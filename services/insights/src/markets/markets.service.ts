import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Day, dayAt, endOfDay, type MarketId, marketStepped } from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { ReleasesService } from '../releases/releases.service';
import { type Plan, ZonesService } from '../zones/zones.service';
import { type ContractKind, findSaleObstacle, isApproved, type MarketPermit } from './domain/judge-sale';
import { decideMarketStep, type MarketStep, replayMarket } from './domain/market-launch';
import type { Market } from './market';
import { type MarketLaunchObject, toMarketObject } from './market.object';
import { toSaleError, toStepError } from './markets.errors';
import { MarketsRepository } from './markets.repository';

export { findMarks, findSaleObstacle } from './domain/judge-sale';
export { type Mark, type MarketPermit, UNPREPARED } from './domain/judge-sale';
export { toSaleError } from './markets.errors';

/** Who of the staff takes a step, why, and with which approval. */
export interface MarketStepGiven {
  readonly staffId: string;
  readonly reason?: string | null;
  readonly approval?: {
    readonly documentSha256: string;
    readonly body: string;
    readonly approvedOn: Day;
    readonly expiresOn: Day;
  };
  readonly approvalId?: string;
}

/** What a market is made of, and how others learn of it. */
@Injectable()
export class MarketSources {
  constructor(
    readonly zones: ZonesService,
    readonly releases: ReleasesService,
    readonly jobs: Jobs,
  ) {}
}

/** Where markets stand: in preparation, tried, live. A market is one once its zone plan has arrived. */
@Injectable()
export class MarketsService {
  constructor(
    private readonly markets: MarketsRepository,
    private readonly transactions: Transactions,
    private readonly sources: MarketSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async listMarkets(): Promise<Market[]> {
    const plans = await this.sources.zones.listPlans();
    return Promise.all(plans.map((plan) => this.complete(plan)));
  }

  /** @throws MarketUnknown */
  async getMarket(id: MarketId): Promise<Market> {
    return this.complete(await this.sources.zones.getPlan(id));
  }

  /**
   * One step of a market: whatever widens what is sold takes two people.
   *
   * @throws MarketUnknown, MarketStepNotPossible, MarketReasonMissing, SecondPersonNeeded, NothingToConfirm,
   * MethodApprovalMissing, MethodApprovalLapsed, MarketHasReleases
   */
  takeStep(id: MarketId, step: MarketStep, given: MarketStepGiven): Promise<Market> {
    return this.transactions.run(async (transaction) => {
      await this.markets.lockMarket(transaction, id);
      const { standing, timeline, timeZone } = await this.getMarket(id);
      const takenAt = this.clock.now();
      const { staffId, reason = null, approvalId } = given;
      const approval = given.approval && {
        ...{ ...given.approval, id: randomUUID() },
        untilMs: endOfDay(given.approval.expiresOn, timeZone),
      };
      const decision = decideMarketStep(standing, step, {
        ...{ staffId, reason, nowMs: takenAt.getTime(), today: dayAt(takenAt.getTime(), timeZone) },
        ...{ hasReleases: (await this.sources.releases.findPurposes(id)).size > 0 },
        ...(approval ? { approval } : {}),
        ...(approvalId === undefined ? {} : { approvalId }),
      });
      if (decision.kind === 'refused') throw toStepError(decision.reason, step, standing.state);
      const { state } = decision.standing;
      const number = timeline.length + 1;
      if (approval) await this.markets.addApproval(transaction, id, approval);
      const event = { number, step, state, staffId, reason, takenAt, approval: decision.taken.approval };
      await this.markets.addStep(transaction, id, event);
      await this.markets.saveStanding(transaction, id, { ...decision.standing, steps: number });
      // The public is told where a market stands: nobody's name, no reason.
      const { isSimulated, approvedUntilMs } = decision.standing;
      const approvedUntil = approvedUntilMs === null ? null : new Date(approvedUntilMs).toISOString();
      const stepped = { market: id, number, state, isSimulated, approvedUntil, at: takenAt.toISOString() };
      await this.sources.jobs.add(transaction, marketStepped, stepped);
      return this.getMarket(id);
    });
  }

  present(market: Market): MarketLaunchObject {
    return toMarketObject(market, isApproved(market.standing, this.clock.now().getTime()));
  }

  private async complete(plan: Plan): Promise<Market> {
    const timeline = await this.markets.findEvents(plan.market);
    return { ...plan, timeline, standing: replayMarket(timeline) };
  }
}

/** @throws MarketNotSelling, MethodApprovalLapsed where a contract of this kind entitles to nothing right now */
export function refuseSale(market: MarketPermit, kind: ContractKind, nowMs: number): void {
  const obstacle = findSaleObstacle(market, kind, nowMs);
  if (obstacle !== null) throw toSaleError(obstacle);
}
