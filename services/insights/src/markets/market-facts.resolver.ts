import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { AllowStaff } from '@passant/platform';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import {
  confirmApprovalSchema,
  marketStepSchema,
  RecordMethodApprovalInput,
  recordApprovalSchema,
} from './market.input';
import { MarketLaunchObject } from './market.object';
import { type MarketStepGiven, MarketsService } from './markets.service';

/** What is recorded of a market by one and confirmed by another: who approved its method, and that nobody in it is real. */
@Resolver()
export class MarketFactsResolver {
  constructor(
    private readonly markets: MarketsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin', 'privacy-officer')
  @Mutation(() => MarketLaunchObject, { description: 'Counts once somebody else confirms it.' })
  recordMethodApproval(@Args('input') input: RecordMethodApprovalInput, @CurrentAct() act: Act) {
    const { market, ...approval } = parseInput(recordApprovalSchema, input);
    return this.take(market, 'record-approval', { act, given: { approval } });
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Mutation(() => MarketLaunchObject, { description: 'By somebody other than who recorded it.' })
  confirmMethodApproval(
    @Args('market') market: string,
    @Args('approvalId', { type: () => ID }) approvalId: string,
    @CurrentAct() act: Act,
  ) {
    const given = parseInput(confirmApprovalSchema, { market, approvalId });
    return this.take(given.market, 'confirm-approval', { act, given: { approvalId: given.approvalId } });
  }

  @AllowStaff('admin')
  @Mutation(() => MarketLaunchObject, {
    description:
      'That all its people are simulated; before anything is released, and for good. Somebody else confirms.',
  })
  declareSimulated(@Args('market') market: string, @Args('reason') why: string, @CurrentAct() act: Act) {
    const given = parseInput(marketStepSchema, { market, reason: why });
    return this.take(given.market, 'declare-simulated', { act, given: { reason: given.reason ?? null } });
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Mutation(() => MarketLaunchObject, { description: 'By somebody other than who declared it.' })
  confirmSimulated(@Args('market') market: string, @CurrentAct() act: Act) {
    const given = parseInput(marketStepSchema, { market });
    return this.take(given.market, 'confirm-simulated', { act, given: {} });
  }

  private async take(
    market: Parameters<MarketsService['takeStep']>[0],
    step: Parameters<MarketsService['takeStep']>[1],
    { act, given }: { act: Act; given: Omit<MarketStepGiven, 'staffId'> },
  ): Promise<MarketLaunchObject> {
    const work = () => this.markets.takeStep(market, step, { ...given, staffId: act.staffId });
    return this.markets.present(await this.acts.perform(act, work, () => ({ kind: 'market', id: market })));
  }
}
