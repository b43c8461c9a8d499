import { Module } from '@nestjs/common';
import { Transactions } from '../database/transactions';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DecisionsRepository } from './decisions.repository';
import { DECISION_PARTS, type DecisionParts, DecisionsService } from './decisions.service';
import { ReplayService } from './replay.service';

type Parts = [DecisionsRepository, JournalService, StopListsService, Transactions, LinesService];
const toParts = (...[repository, journal, stopLists, transactions, lines]: Parts): DecisionParts => ({
  repository,
  journal,
  stopLists,
  transactions,
  lines,
});

@Module({
  imports: [JournalModule, RegistryModule, StopListsModule],
  providers: [
    DecisionsRepository,
    DecisionsService,
    ReplayService,
    {
      provide: DECISION_PARTS,
      inject: [DecisionsRepository, JournalService, StopListsService, Transactions, LinesService],
      useFactory: toParts,
    },
  ],
  exports: [DecisionsService, ReplayService],
})
export class DecisionsModule {}
