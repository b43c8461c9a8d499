import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import type { StopRecord, StopState } from './domain/decide-stop';

@ObjectType('ProcessingStop', {
  description: 'A stop of a market, or of a purpose or product of it: panels, releases, sales and exports.',
})
export class ProcessingStopObject {
  @Field(() => ID)
  id: string;

  @Field()
  market: string;

  @Field(() => String, { nullable: true, description: 'Null: every purpose.' })
  purpose: string | null;

  @Field(() => String, { nullable: true, description: 'Null: every product.' })
  product: string | null;

  @Field({
    description:
      'asked (by an admin, holds nothing yet), standing-alone (a privacy officer alone, 24 hours), standing (confirmed), lapsed or ended.',
  })
  state: string;

  @Field()
  reason: string;

  @Field()
  begunBy: string;

  @Field(() => GraphQLISODateTime)
  begunAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it holds.' })
  since: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ends by itself; null: not at all.' })
  until: Date | null;

  @Field(() => String, { nullable: true })
  confirmedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Who proposed to end it, if anybody.' })
  endProposedBy: string | null;

  @Field(() => String, { nullable: true })
  endReason: string | null;

  @Field(() => String, { nullable: true })
  endedBy: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt: Date | null;
}

export const toStopObject = (stop: StopRecord, state: StopState): ProcessingStopObject => ({
  ...{ id: stop.id, market: stop.market, purpose: stop.purpose, product: stop.product, state, reason: stop.reason },
  ...{
    begunBy: stop.begunBy,
    begunAt: stop.begunAt,
    since: stop.since,
    until: stop.until,
    confirmedBy: stop.confirmedBy,
  },
  ...{ endProposedBy: stop.endProposedBy, endReason: stop.endReason, endedBy: stop.endedBy, endedAt: stop.endedAt },
});
