import { ArgsType, Field } from '@nestjs/graphql';

@ArgsType()
export class HeldDayArguments {
  @Field()
  market: string;

  @Field()
  day: string;

  @Field()
  purpose: string;

  @Field({ description: 'publish or discard.' })
  decision: string;

  @Field({ description: '10 to 500 characters; kept with the decision.' })
  reason: string;
}
