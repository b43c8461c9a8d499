import { Field, GraphQLISODateTime, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ZoneObject } from '../zones/zone.object';
import { columnOf, ColumnsObject, toColumnsObject } from './columns.object';
import type { Priced } from './compose-answer';
import type { ZoneAffinity, ZoneColumns } from './comparing.service';
import type { AffinityOf } from './domain/compose-affinity';

/** For GraphQL only: names and values are the same. */
export const AffinityOfEnum = {
  AGE: 'AGE',
  GENDER: 'GENDER',
  AGE_AND_GENDER: 'AGE_AND_GENDER',
} as const satisfies { [Name in AffinityOf]: Name };
registerEnumType(AffinityOfEnum, { name: 'AffinityOf', description: 'What people are told apart by.' });

@ObjectType('Affinity', {
  description:
    "Kinds of visitors' share of a zone's visits over their share of the visits to all zones: 1 is as everywhere. Columns of equal length, one entry a kind.",
})
export class AffinityObject extends ColumnsObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field(() => GraphQLISODateTime, { description: 'First instant of the period.' })
  start: Date;

  @Field(() => [String], { nullable: 'items', description: 'Null: all ages.' })
  ages: readonly (string | null)[];

  @Field(() => [String], { nullable: 'items', description: 'Null: all genders.' })
  genders: readonly (string | null)[];
}

@ObjectType('ZoneRank', { description: 'Zones with the largest figures: columns of equal length, one entry a zone.' })
export class ZoneRankObject extends ColumnsObject {
  @Field(() => [ZoneObject])
  zones: readonly ZoneObject[];

  @Field(() => [Int], { nullable: 'items', description: 'From 1; null where the figure is not published.' })
  ranks: readonly (number | null)[];

  @Field(() => GraphQLISODateTime, { description: 'First instant of the period.' })
  start: Date;
}

@ObjectType('Comparison', {
  description: "Each zone's figure over that of the same weekdays at another time, 1 where nothing changed.",
})
export class ComparisonObject extends ColumnsObject {
  @Field(() => [ZoneObject])
  zones: readonly ZoneObject[];

  @Field(() => GraphQLISODateTime, { description: 'First instant of the period.' })
  start: Date;
}

export const toAffinityObject = (affinity: Priced<ZoneAffinity>): AffinityObject => ({
  ...{ ...toColumnsObject(affinity), zone: affinity.zone, start: new Date(affinity.period.startMs) },
  ages: columnOf(affinity, affinity.kinds).map(({ age }) => age),
  genders: columnOf(affinity, affinity.kinds).map(({ gender }) => gender),
});

export const toComparisonObject = (answer: Priced<ZoneColumns>): ComparisonObject => ({
  ...{ ...toColumnsObject(answer), zones: columnOf(answer, answer.zones), start: new Date(answer.period.startMs) },
});

export const toRankObject = (answer: Priced<ZoneColumns>): ZoneRankObject => ({
  ...{ ...toComparisonObject(answer), ranks: columnOf(answer, answer.ranks) },
});
