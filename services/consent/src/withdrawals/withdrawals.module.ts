import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { TextMessagesService } from '../sms/text-messages.service';
import { ReceivedTextsController } from './received-texts.controller';
import { WithdrawalsResolver } from './withdrawals.resolver';
import { WITHDRAWAL_PARTS, type WithdrawalParts, WithdrawalsService } from './withdrawals.service';

type Parts = [DecisionsService, LinesService, MarketsService, TextMessagesService];
const toParts = (...[decisions, lines, markets, texts]: Parts): WithdrawalParts => ({
  decisions,
  lines,
  markets,
  texts,
});

@Module({
  imports: [DecisionsModule, MarketsModule, RegistryModule],
  controllers: [ReceivedTextsController],
  providers: [
    WithdrawalsService,
    WithdrawalsResolver,
    {
      provide: WITHDRAWAL_PARTS,
      inject: [DecisionsService, LinesService, MarketsService, TextMessagesService],
      useFactory: toParts,
    },
  ],
  exports: [WithdrawalsService],
})
export class WithdrawalsModule {}
