import { Module } from '@nestjs/common';
import { AuditLog } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { UsageModule } from '../usage/usage.module';
import { UsageService } from '../usage/usage.service';
import { ErasureReplay } from './erasure-replay';
import { RightsRepository } from './rights.repository';
import { RIGHTS_PARTS, type RightsParts, RightsService } from './rights.service';

type Parts = [RightsRepository, Transactions, DecisionsService, LinesService, UsageService, JournalService, AuditLog];
const toParts = (...[repository, transactions, decisions, lines, usage, journal, log]: Parts): RightsParts => ({
  repository,
  transactions,
  decisions,
  lines,
  usage,
  journal,
  log,
});

@Module({
  imports: [DecisionsModule, JournalModule, RegistryModule, UsageModule],
  providers: [
    RightsRepository,
    RightsService,
    ErasureReplay,
    {
      provide: RIGHTS_PARTS,
      inject: [RightsRepository, Transactions, DecisionsService, LinesService, UsageService, JournalService, AuditLog],
      useFactory: toParts,
    },
  ],
  exports: [RightsService],
})
export class RightsModule {}
