import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Credit, Benefit, Plan } from './domain/plan';
import type { CreditMonth } from './rewards.repository';

@ObjectType('RewardCredit', { description: 'Money for each whole day on which a data kind is permitted.' })
export class RewardCreditObject {
  @Field()
  dataKind: string;

  @Field(() => Int, { description: 'Cents, for one.' })
  minorUnitsPerDay: number;
}

@ObjectType('RewardBenefit', { description: 'What the network gives for the days on which a data kind is permitted.' })
export class RewardBenefitObject {
  @Field()
  dataKind: string;

  @Field({ description: 'By which billing knows it.' })
  code: string;

  @Field()
  nameDe: string;

  @Field()
  nameEn: string;
}

@ObjectType('RewardPlan', { description: 'A version of what which data kinds earn in a market. Never changed.' })
export class RewardPlanObject {
  @Field(() => ID)
  id: string;

  @Field()
  market: string;

  @Field(() => Int)
  version: number;

  @Field({ description: 'The first local day that earns by it (YYYY-MM-DD).' })
  effectiveFrom: string;

  @Field({ description: 'ISO 4217' })
  currency: string;

  @Field(() => [RewardCreditObject])
  credits: RewardCreditObject[];

  @Field(() => [RewardBenefitObject])
  benefits: RewardBenefitObject[];
}

@ObjectType('CreditMonth', {
  description: 'A month whose credits are fixed. How many lines it credits stands in its file alone, for billing.',
})
export class CreditMonthObject {
  @Field({ description: 'YYYY-MM' })
  month: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null: it is being worked out.' })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Of the file, as the audit log has it.' })
  sha256: string | null;
}

export const toPlanObject = (plan: Plan): RewardPlanObject => ({
  ...{ id: plan.id, market: plan.market, version: plan.version, effectiveFrom: plan.effectiveFrom },
  currency: plan.currency,
  credits: plan.rewards.filter((reward): reward is Credit => reward.kind === 'credit'),
  benefits: plan.rewards
    .filter((reward): reward is Benefit => reward.kind === 'benefit')
    .map(({ dataKind, code, names }) => ({ dataKind, code, nameDe: names.de, nameEn: names.en })),
});

export const toMonthObject = ({ month, closedAt, sha256 }: CreditMonth): CreditMonthObject => ({
  month,
  closedAt,
  sha256,
});
