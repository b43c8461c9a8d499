import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { MonthRecord } from './months.service';

@ObjectType('MonthIntake', { description: 'A month whose return visits may be counted.' })
export class MonthIntakeObject {
  @Field(() => ID)
  market: string;

  @Field({ description: 'YYYY-MM.' })
  month: string;

  @Field(() => ID, { description: 'The zone plan over which they are counted.' })
  planId: string;

  @Field()
  completedBy: string;

  @Field()
  completedAt: Date;
}

export const toMonthIntakeObject = ({
  market,
  month,
  planId,
  completedBy,
  completedAt,
}: MonthRecord): MonthIntakeObject => ({ market, month, planId, completedBy, completedAt });
