import { Module } from '@nestjs/common';
import { Transactions } from '../database/transactions';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { TextMessagesService } from '../sms/text-messages.service';
import { LogInRepository } from './log-in.repository';
import { LOG_IN_PARTS, type LogInParts, LogInService } from './log-in.service';

type Parts = [LogInRepository, Transactions, LinesService, MarketsService, TextMessagesService];
const toParts = (...[repository, transactions, lines, markets, texts]: Parts): LogInParts => ({
  repository,
  transactions,
  lines,
  markets,
  texts,
});

@Module({
  imports: [MarketsModule, RegistryModule],
  providers: [
    LogInRepository,
    LogInService,
    {
      provide: LOG_IN_PARTS,
      inject: [LogInRepository, Transactions, LinesService, MarketsService, TextMessagesService],
      useFactory: toParts,
    },
  ],
  exports: [LogInService],
})
export class LogInModule {}
