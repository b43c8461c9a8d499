import { Args, ArgsType, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { type Actor, contractIdSchema, daySchema } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor } from '@passant/platform';
import { z } from 'zod';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { toUsageBreakdownObject, UsageBreakdownObject, UsageDimensionEnum } from './breakdown.object';
import { BreakdownService, USAGE_DIMENSIONS, type UsageDimension } from './breakdown.service';
import { usageCursorSchema } from './usage-cursor';

@ArgsType()
class UsageBreakdownArgs {
  @Field(() => ID)
  contractId: string;

  @Field({ description: 'First local day of the market, YYYY-MM-DD.' })
  from: string;

  @Field({ description: 'Last local day, included.' })
  to: string;

  @Field(() => [UsageDimensionEnum], { defaultValue: [...USAGE_DIMENSIONS], description: 'None: one sum a currency.' })
  by: UsageDimension[];

  @Field(() => Int, { defaultValue: 100, description: 'At most 1,000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'An endCursor: what comes after it.' })
  after?: string | null;
}

const questionSchema = z.object({
  ...{ contractId: contractIdSchema, from: daySchema, to: daySchema, by: z.array(z.enum(USAGE_DIMENSIONS)) },
  ...{ first: z.int().min(1).max(1000), after: usageCursorSchema.nullish().transform((given) => given ?? null) },
});

@Resolver()
export class BreakdownResolver {
  constructor(private readonly breakdowns: BreakdownService) {}

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => UsageBreakdownObject, { description: 'By day, product and zone; for a partner of its own contracts.' })
  async usageBreakdown(@Args() args: UsageBreakdownArgs, @CurrentActor() actor: Actor): Promise<UsageBreakdownObject> {
    const question = parseInput(questionSchema, args);
    return toUsageBreakdownObject(
      actor.kind === 'staff'
        ? await this.breakdowns.breakDown(question)
        : await this.breakdowns.breakDownOwn(question, getApiClientId(actor)),
    );
  }
}
