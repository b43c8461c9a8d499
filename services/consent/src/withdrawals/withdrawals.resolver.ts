import { Args, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { NumberVault } from '../registry/number-vault';
import { WithdrawalChannelUnknown } from './withdrawals.errors';
import { WITHDRAWAL_CHANNELS, type WithdrawalChannel, WithdrawalsService } from './withdrawals.service';

@ObjectType({ description: 'A withdrawal that was taken down for somebody.' })
export class RecordedWithdrawal {
  @Field(() => String, { nullable: true, description: 'To tell the person; null where nothing was allowed or open.' })
  reference: string | null;
}

@Resolver(() => RecordedWithdrawal)
export class WithdrawalsResolver {
  constructor(
    private readonly withdrawals: WithdrawalsService,
    private readonly vault: NumberVault,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('agent')
  @Mutation(() => RecordedWithdrawal, {
    description:
      'Withdraws everything of a line, for somebody who said so by letter, in a shop or on the telephone. There is no such way to say yes.',
  })
  async recordWithdrawal(
    @Args('number', { description: 'Mobile number in any usual spelling.' }) number: string,
    @Args('channel', { description: 'letter, shop or hotline' }) channel: string,
    @Args('language', { nullable: true, description: 'Of the confirmation: de or en.' }) language: string,
    @CurrentAct() act: Act,
  ): Promise<RecordedWithdrawal> {
    if (!isChannel(channel)) throw new WithdrawalChannelUnknown();
    const said = { number, channel, staffId: act.staffId, language: language === 'en' ? 'en' : 'de' } as const;
    // The digest of what came with a key is kept for a day: of a number only a keyed one.
    const payload = { channel, language, number: this.vault.hash(number).toString('base64') };
    return this.acts.perform(
      { ...act, payload },
      async () => ({ reference: await this.withdrawals.record(said) }),
      ({ reference }) => ({ kind: 'withdrawal', id: reference ?? 'nothing-to-withdraw' }),
    );
  }
}

const isChannel = (text: string): text is WithdrawalChannel =>
  (WITHDRAWAL_CHANNELS as readonly string[]).includes(text);
