import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { marketIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { marketStepSchema } from './market.input';
import { MarketLaunchObject } from './market.object';
import { MarketsService } from './markets.service';

const MarketArgument = () => Args('market');
const ReasonArgument = () => Args('reason', { description: 'Why; the timeline tells it.' });

/** Where markets stand, and the steps that change it. */
@Resolver(() => MarketLaunchObject)
export class MarketsResolver {
  constructor(
    private readonly markets: MarketsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin', 'approver', 'privacy-officer', 'network-operator')
  @Query(() => [MarketLaunchObject], { name: 'marketLaunches' })
  async listMarkets(): Promise<MarketLaunchObject[]> {
    return (await this.markets.listMarkets()).map((market) => this.markets.present(market));
  }

  @AllowStaff('admin', 'approver', 'privacy-officer', 'network-operator')
  @Query(() => MarketLaunchObject, { name: 'marketLaunch' })
  async getMarket(@MarketArgument() market: string): Promise<MarketLaunchObject> {
    return this.markets.present(await this.markets.getMarket(parseInput(marketIdSchema, market)));
  }

  @AllowStaff('admin')
  @Mutation(() => MarketLaunchObject, { description: 'From preparation: pilot contracts may be sold.' })
  beginPilot(@MarketArgument() market: string, @ReasonArgument() why: string, @CurrentAct() act: Act) {
    return this.take('begin-pilot', { market, why }, act);
  }

  @AllowStaff('admin', 'privacy-officer')
  @Mutation(() => MarketLaunchObject, {
    description: 'Back to preparation: nothing is sold from the next question on.',
  })
  endPilot(@MarketArgument() market: string, @ReasonArgument() why: string, @CurrentAct() act: Act) {
    return this.take('end-pilot', { market, why }, act);
  }

  @AllowStaff('admin')
  @Mutation(() => MarketLaunchObject, {
    description: 'In its pilot, with an approval that holds. Another person confirms.',
  })
  proposeLaunch(@MarketArgument() market: string, @ReasonArgument() why: string, @CurrentAct() act: Act) {
    return this.take('propose-launch', { market, why }, act);
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Mutation(() => MarketLaunchObject, { description: 'Goes live; by somebody other than who proposed it.' })
  confirmLaunch(@MarketArgument() market: string, @CurrentAct() act: Act) {
    return this.take('launch', { market, why: null }, act);
  }

  @AllowStaff('admin', 'privacy-officer')
  @Mutation(() => MarketLaunchObject, {
    description: 'From live back to pilot: ordinary contracts are answered no more.',
  })
  stepBackToPilot(@MarketArgument() market: string, @ReasonArgument() why: string, @CurrentAct() act: Act) {
    return this.take('step-back', { market, why }, act);
  }

  private async take(step: MarketMove, { market, why }: { market: string; why: string | null }, act: Act) {
    const given = parseInput(marketStepSchema, { market, reason: why });
    const work = () =>
      this.markets.takeStep(given.market, step, { staffId: act.staffId, reason: given.reason ?? null });
    const taken = await this.acts.perform(act, work, () => ({ kind: 'market', id: given.market }));
    return this.markets.present(taken);
  }
}

type MarketMove = Parameters<MarketsService['takeStep']>[1];
