import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'How fast withdrawals of one calendar month took effect. Never about one person.' })
export class Propagation {
  @Field({ description: 'Calendar month (UTC), YYYY-MM.' })
  month: string;

  @Field({ description: 'Fewer than 100 withdrawals: nothing else is said.' })
  underHundred: boolean;

  @Field(() => Float, { nullable: true, description: 'Median, seconds; null where not yet confirmed everywhere.' })
  p50Seconds: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '95th percentile, seconds; null where not yet confirmed everywhere.',
  })
  p95Seconds: number | null;

  @Field(() => Float, { nullable: true })
  shareWithinHour: number | null;

  @Field(() => Float, { nullable: true })
  shareWithinDay: number | null;
}
