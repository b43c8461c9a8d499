import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { UsageDimension, UsagePage } from './breakdown.service';
import { toUsageCursor } from './usage-cursor';

/** For GraphQL only: names and values are the same. */
export const UsageDimensionEnum = { DAY: 'DAY', PRODUCT: 'PRODUCT', ZONE: 'ZONE' } as const satisfies {
  [Name in UsageDimension]: Name;
};
registerEnumType(UsageDimensionEnum, { name: 'UsageDimension', description: 'What usage is told apart by.' });

@ObjectType('UsageBreakdown', { description: 'What a contract was sold: columns of equal length, in order.' })
export class UsageBreakdownObject {
  @Field(() => [String], { nullable: 'items', description: 'Local days of the market; null where not told apart.' })
  days: readonly (string | null)[];

  @Field(() => [String], { nullable: 'items', description: 'Null where not told apart.' })
  products: readonly (string | null)[];

  @Field(() => [ID], {
    nullable: 'items',
    description: 'Null where not told apart, and for figures of several zones together. A flow is of where it begins.',
  })
  zoneIds: readonly (string | null)[];

  @Field(() => [Int], { description: 'Answered questions; one about several zones is in the row of each.' })
  questions: readonly number[];

  @Field(() => [Float], { description: 'Published figures.' })
  published: readonly number[];

  @Field(() => [Float], { description: 'Whole minor units.' })
  costMinorUnits: readonly number[];

  @Field(() => [String])
  currencies: readonly string[];

  @Field(() => String, { nullable: true, description: 'For "after": the next page begins behind it.' })
  endCursor: string | null;

  @Field()
  hasNextPage: boolean;
}

export function toUsageBreakdownObject({ rows, hasNextPage }: UsagePage): UsageBreakdownObject {
  const last = rows.at(-1);
  return {
    ...{ days: rows.map(({ day }) => day), products: rows.map(({ product }) => product) },
    ...{ zoneIds: rows.map(({ zoneId }) => zoneId), questions: rows.map(({ questions }) => questions) },
    ...{ published: rows.map(({ published }) => published), currencies: rows.map(({ currency }) => currency) },
    costMinorUnits: rows.map(({ costMinorUnits }) => costMinorUnits),
    ...{ endCursor: last ? toUsageCursor(last) : null, hasNextPage },
  };
}
