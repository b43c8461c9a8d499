import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { DayClose } from './close';

@ObjectType('DayClose', { description: 'The closing of one day: from its last row to its releases.' })
export class DayCloseObject {
  @Field()
  market: string;

  @Field()
  day: string;

  @Field({
    description: 'WAITING_FOR_CLEARANCE, CLEARED, WAITING, MEASURED, CLOSED, FAILED or ABANDONED.',
  })
  state: string;

  @Field(() => String, { nullable: true, description: 'Why it waits, failed or was abandoned, e.g. SEGMENT_MISSING.' })
  reason: string | null;

  @Field(() => Int)
  attempts: number;

  @Field()
  requestedAt: Date;

  @Field(() => Date, { nullable: true })
  endedAt: Date | null;
}

export const toDayCloseObject = ({
  market,
  day,
  state,
  reason,
  attempts,
  requestedAt,
  endedAt,
}: DayClose): DayCloseObject =>
  Object.assign(new DayCloseObject(), { market, day, state, reason, attempts, requestedAt, endedAt });
