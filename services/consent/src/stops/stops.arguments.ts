import { ArgsType, Field } from '@nestjs/graphql';

@ArgsType()
export class StopProcessingArguments {
  @Field()
  market: string;

  @Field(() => String, { nullable: true, description: 'place-statistics or public-planning; null: every purpose.' })
  purpose?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'presence, visitors, dwell, origin, flows or frequency; null: every product.',
  })
  product?: string | null;

  @Field({ description: 'Why: 10 to 500 characters, about no person.' })
  reason: string;
}
