import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { PeriodClose } from './close';

@ObjectType('CloseBudget', { description: 'Exact fractions of rho: a day or month over the ceiling is not measured.' })
export class CloseBudgetObject {
  @Field({
    description: 'What a subscriber-day of it would spend under the policy in force, panel and month included.',
  })
  spent: string;

  @Field({ description: 'What a subscriber-day may spend.' })
  ceiling: string;
}

@ObjectType('PeriodClose', { description: 'The closing of a day or month: from its last row to its releases.' })
export class PeriodCloseObject {
  @Field()
  market: string;

  @Field({ description: 'A day, YYYY-MM-DD, or a month, YYYY-MM.' })
  period: string;

  @Field({
    description: 'WAITING_FOR_CLEARANCE, CLEARED, WAITING, MEASURED, CLOSED, FAILED or ABANDONED.',
  })
  state: string;

  @Field(() => String, { nullable: true, description: 'Why it waits, failed or was abandoned, e.g. SEGMENT_MISSING.' })
  reason: string | null;

  @Field(() => Int)
  attempts: number;

  @Field(() => Int, { nullable: true, description: 'Of a measured month: how many of its days were counted.' })
  daysCounted: number | null;

  @Field()
  requestedAt: Date;

  @Field(() => Date, { nullable: true })
  endedAt: Date | null;
}

export const toPeriodCloseObject = ({
  market,
  period,
  state,
  reason,
  attempts,
  daysCounted,
  requestedAt,
  endedAt,
}: PeriodClose): PeriodCloseObject =>
  Object.assign(new PeriodCloseObject(), {
    market,
    period,
    state,
    reason,
    attempts,
    daysCounted,
    requestedAt,
    endedAt,
  });
