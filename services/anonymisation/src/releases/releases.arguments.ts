import { ArgsType, Field } from '@nestjs/graphql';

@ArgsType()
export class ReleasesArguments {
  @Field()
  market: string;

  @Field(() => String, {
    nullable: true,
    description: 'One period: a local day, YYYY-MM-DD, or a month, YYYY-MM; or a span of days:',
  })
  day?: string | null;

  @Field(() => String, { nullable: true })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Included.' })
  to?: string | null;

  @Field(() => String, { nullable: true })
  product?: string | null;
}
