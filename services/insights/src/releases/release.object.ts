import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('Release')
@Directive('@key(fields: "id")')
export class ReleaseObject {
  @Field(() => ID)
  id: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Published figures sold of it so far; null where it is not loaded.',
  })
  soldFigures?: number | null;
}

@ObjectType('LoadedRelease', { description: 'A release as insights holds it.' })
export class LoadedReleaseObject {
  @Field(() => ReleaseObject)
  release: ReleaseObject;

  @Field({ description: 'A local day (YYYY-MM-DD); for frequency a month (YYYY-MM).' })
  period: string;

  @Field({ description: 'The same as the period.', deprecationReason: 'Not every release is of a day: see period.' })
  day: string;

  @Field()
  product: string;

  @Field()
  purpose: string;

  @Field({ description: 'No longer sold.' })
  withdrawn: boolean;

  @Field(() => GraphQLISODateTime)
  loadedAt: Date;
}
