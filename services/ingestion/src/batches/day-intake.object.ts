import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BatchCountersObject } from './batch.object';
import type { DayIntake } from './batches.service';

const DayStateEnum = { OPEN: 'OPEN', COMPLETED: 'COMPLETED', CLOSED: 'CLOSED', EXPIRED: 'EXPIRED' };
registerEnumType(DayStateEnum, {
  name: 'DayIntakeState',
  description: 'OPEN takes rows; COMPLETED was handed over; CLOSED was measured; EXPIRED died at its deadline.',
});

@ObjectType('DayIntake', { description: 'What came in of one local day.' })
export class DayIntakeObject {
  @Field(() => ID)
  market: string;

  @Field({ description: 'YYYY-MM-DD.' })
  day: string;

  @Field(() => DayStateEnum)
  state: string;

  @Field()
  hasPanel: boolean;

  @Field(() => BatchCountersObject)
  counters: BatchCountersObject;

  @Field(() => [ID])
  batchIds: readonly string[];

  @Field(() => Date, { nullable: true, description: 'When rows and keys of this day die at the latest.' })
  destroyBy: Date | null;

  @Field(() => Date, { nullable: true })
  completedAt: Date | null;

  @Field(() => Date, { nullable: true })
  endedAt: Date | null;
}

export const toDayIntakeObject = ({ day, counters, batchIds }: DayIntake): DayIntakeObject => ({
  market: day.market,
  day: day.day,
  state: day.state,
  hasPanel: day.panelId !== null,
  counters,
  batchIds,
  destroyBy: day.destroyBy,
  completedAt: day.completedAt,
  endedAt: day.endedAt,
});
