import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('Zone', { description: 'A leaf of the zone plan: a public fact.' })
@Directive('@key(fields: "id")')
export class ZoneObject {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'district, place or h3' })
  kind: string;

  @Field(() => Int, { nullable: true, description: 'Public residents; null where the market has no population file.' })
  residents: number | null;

  @Field({ description: 'Whether the network reaches it; where not, its figures are NO_DATA.' })
  covered: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'GeoJSON MultiPolygon (WGS 84) as text; null in plans that were loaded before shapes were kept.',
  })
  shape?: string | null;
}
