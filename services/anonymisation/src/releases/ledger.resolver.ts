import { Args, Query, Resolver } from '@nestjs/graphql';
import { marketIdSchema, periodSchema } from '@passant/contracts';
import { Public } from '@passant/platform';
import { parseArgument } from '../parse-argument';
import { toFirstDay } from './domain/period-columns';
import { LedgerEntryObject, toLedgerEntryObject } from './ledger-entry.object';
import { LedgerService } from './ledger.service';

/** The ledger in the graph. The graph answers nobody without a token; without one it is read at `/ledger`. */
@Resolver(() => LedgerEntryObject)
export class LedgerResolver {
  constructor(private readonly ledger: LedgerService) {}

  @Query(() => [LedgerEntryObject], { name: 'ledger', description: 'Privacy spent in a market, on one day or all.' })
  @Public()
  async findLedger(
    @Args('market') market: string,
    @Args('day', { type: () => String, nullable: true, description: 'A day, or a month.' }) day?: string | null,
  ): Promise<LedgerEntryObject[]> {
    const marketId = parseArgument('market', marketIdSchema, market);
    const period = parseArgument('day', periodSchema.optional(), day ?? undefined);
    const span = period && { from: toFirstDay(period), to: toFirstDay(period) };
    const lines = await this.ledger.findLines({ market: marketId, ...span });
    return lines
      .filter((line) => period === undefined || line.period === period)
      .map((line) => toLedgerEntryObject(marketId, line));
  }
}
