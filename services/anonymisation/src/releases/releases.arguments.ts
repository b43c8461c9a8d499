import { ArgsType, Field } from '@nestjs/graphql';

@ArgsType()
export class ReleasesArguments {
  @Field()
  market: string;

  @Field(() => String, { nullable: true, description: 'One local day, YYYY-MM-DD; or a span:' })
  day?: string | null;

  @Field(() => String, { nullable: true })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Included.' })
  to?: string | null;

  @Field(() => String, { nullable: true })
  product?: string | null;
}
