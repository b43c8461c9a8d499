import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { clientIdSchema, contractIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { parseInput } from '../graphql/parse-input';
import { SoldMonthObject, UsageEventObject } from './usage.object';
import { UsageService } from './usage.service';

@Resolver()
export class UsageResolver {
  constructor(private readonly usageService: UsageService) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [SoldMonthObject], { description: 'Of one contract, newest first: what its quota is counted against.' })
  usageMonths(@Args('contractId', { type: () => ID }) contractId: string): Promise<SoldMonthObject[]> {
    return this.usageService.listMonths(parseInput(contractIdSchema, contractId));
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [UsageEventObject], { description: 'Newest first, at most 1,000.' })
  usage(
    @Args('clientId', { type: () => ID, nullable: true }) clientId?: string | null,
    @Args('contractId', { type: () => ID, nullable: true }) contractId?: string | null,
  ): Promise<UsageEventObject[]> {
    const client = parseInput(clientIdSchema.nullish(), clientId);
    const contract = parseInput(contractIdSchema.nullish(), contractId);
    return this.usageService.listEvents({
      ...(client ? { clientId: client } : {}),
      ...(contract ? { contractId: contract } : {}),
    });
  }
}
