import { Args, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor, NotAllowed } from '@passant/platform';
import { WithdrawalChannelUnknown } from './withdrawals.errors';
import { WITHDRAWAL_CHANNELS, type WithdrawalChannel, WithdrawalsService } from './withdrawals.service';

@ObjectType({ description: 'A withdrawal that was taken down for somebody.' })
export class RecordedWithdrawal {
  @Field(() => String, { nullable: true, description: 'To tell the person; null where nothing was allowed or open.' })
  reference: string | null;
}

@Resolver(() => RecordedWithdrawal)
export class WithdrawalsResolver {
  constructor(private readonly withdrawals: WithdrawalsService) {}

  @AllowStaff('agent')
  @Mutation(() => RecordedWithdrawal, {
    description:
      'Withdraws everything of a line, for somebody who said so by letter, in a shop or on the telephone. There is no such way to say yes.',
  })
  async recordWithdrawal(
    @Args('number', { description: 'Mobile number in any usual spelling.' }) number: string,
    @Args('channel', { description: 'letter, shop or hotline' }) channel: string,
    @Args('language', { nullable: true, description: 'Of the confirmation: de or en.' }) language: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecordedWithdrawal> {
    if (actor.kind !== 'staff') throw new NotAllowed();
    if (!isChannel(channel)) throw new WithdrawalChannelUnknown();
    const { staffId } = actor;
    const said = { number, channel, staffId, language: language === 'en' ? 'en' : 'de' } as const;
    return { reference: await this.withdrawals.record(said) };
  }
}

const isChannel = (text: string): text is WithdrawalChannel =>
  (WITHDRAWAL_CHANNELS as readonly string[]).includes(text);
