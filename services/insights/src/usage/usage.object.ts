import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { GrainEnum } from '../graphql/grain';

@ObjectType('UsageEvent', { description: 'One answered question.' })
export class UsageEventObject {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  requestId: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ID)
  contractId: string;

  @Field(() => ID)
  contractVersionId: string;

  @Field()
  product: string;

  @Field(() => GrainEnum)
  grain: string;

  @Field(() => Int, { description: 'Figures asked for.' })
  figures: number;

  @Field(() => Int)
  published: number;

  @Field(() => Int)
  suppressed: number;

  @Field(() => Int)
  noData: number;

  @Field(() => Int)
  costMinorUnits: number;

  @Field()
  currency: string;

  @Field(() => GraphQLISODateTime)
  answeredAt: Date;
}

@ObjectType('SoldMonth', { description: 'What a contract was sold in a local month of its market.' })
export class SoldMonthObject {
  @Field({ description: 'YYYY-MM' })
  month: string;

  @Field(() => Int, { description: 'Published figures.' })
  published: number;

  @Field(() => Int)
  costMinorUnits: number;
}
