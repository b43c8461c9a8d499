import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('MeasuredPanelSize', {
  description: 'A noisy size of one group of a panel. Exact sizes leave consent for nobody.',
})
export class MeasuredPanelSizeObject {
  @Field()
  day: string;

  @Field()
  dataKind: string;

  @Field()
  group: string;

  @Field(() => Int, { description: 'People, with discrete Gaussian noise; may be negative.' })
  size: number;

  @Field(() => Int)
  sigmaSquared: number;

  @Field({ description: 'zCDP spent, an exact fraction.' })
  rho: string;
}

@ObjectType({
  description: 'Noisy sizes of the strata of one data kind and group: measured once a month, on its first panel.',
})
export class MeasuredStratumTable {
  @Field()
  month: string;

  @Field({ description: 'The day whose panel was measured.' })
  measuredOn: string;

  @Field()
  dataKind: string;

  @Field()
  group: string;

  @Field(() => [String], { description: 'Regions of the zone plan; those who gave no home area follow them.' })
  regions: string[];

  @Field(() => [Int], { description: 'sizes[(region · 7 + age band) · 3 + gender], people; may be negative.' })
  sizes: number[];

  @Field(() => Int)
  sigmaSquared: number;

  @Field({ description: 'zCDP spent by a subscriber-month on all tables of the month together, an exact fraction.' })
  rho: string;
}

@ObjectType({ description: 'The panel of a day: that it exists, never who or how many.' })
export class Panel {
  @Field(() => ID)
  id: string;

  @Field()
  day: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null while it is being issued.' })
  issuedAt: Date | null;

  @Field(() => GraphQLISODateTime, { description: 'When rows and keys of the day die at the latest.' })
  destroyBy: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When its keys were destroyed.' })
  destroyedAt: Date | null;
}
