import { Field, Float, ID, InputType } from '@nestjs/graphql';

@InputType()
export class MarketInput {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'ISO 3166-1 alpha-2.' })
  country: string;

  @Field({ description: 'IANA time zone.' })
  timeZone: string;

  @Field({ description: 'YYYY-MM-DD.' })
  firstDay: string;
}

@InputType({
  description:
    'Relative error of people by zone and hour, told by these cells and zones, over zone-hours of at least 20 people whose places are known.',
})
export class PlanLocationErrorInput {
  @Field(() => Float, { description: '0.05 is 5 %.' })
  median: number;

  @Field(() => Float, { description: '90th percentile.' })
  p90: number;

  @Field(() => Float, { nullable: true, description: '(People told − people there) / people there.' })
  bias?: number | null;

  @Field({ description: 'On whom it was measured; one line of at most 200 characters.' })
  source: string;
}

@InputType()
export class ProposeZonePlanInput {
  @Field(() => MarketInput)
  market: MarketInput;

  @Field(() => PlanLocationErrorInput, {
    nullable: true,
    description: 'Stands beside every figure over the plan once it is approved. Left out where nobody measured it.',
  })
  locationError?: PlanLocationErrorInput | null;
}
