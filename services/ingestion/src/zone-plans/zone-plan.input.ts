import { Field, ID, InputType } from '@nestjs/graphql';

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

@InputType()
export class ProposeZonePlanInput {
  @Field(() => MarketInput)
  market: MarketInput;
}
