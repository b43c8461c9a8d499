import { Module } from '@nestjs/common';
import { AbsencesModule } from '../absences/absences.module';
import { AbsencesService } from '../absences/absences.service';
import { Transactions } from '../database/transactions';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DecisionsRepository } from './decisions.repository';
import { DECISION_PARTS, type DecisionParts, DecisionsService } from './decisions.service';
import { REPLAYED, type Replayed, ReplayService } from './replay.service';

type Parts = [DecisionsRepository, JournalService, StopListsService, Transactions, LinesService, AbsencesService];
const toParts = (...[repository, journal, stopLists, transactions, lines, absences]: Parts): DecisionParts => ({
  repository,
  journal,
  stopLists,
  transactions,
  lines,
  absences,
});

@Module({
  imports: [AbsencesModule, JournalModule, RegistryModule, StopListsModule],
  providers: [
    DecisionsRepository,
    DecisionsService,
    ReplayService,
    {
      provide: REPLAYED,
      inject: [DecisionsService, AbsencesService],
      useFactory: (decisions: DecisionsService, absences: AbsencesService): Replayed => ({ decisions, absences }),
    },
    {
      provide: DECISION_PARTS,
      inject: [DecisionsRepository, JournalService, StopListsService, Transactions, LinesService, AbsencesService],
      useFactory: toParts,
    },
  ],
  exports: [DecisionsService, ReplayService],
})
export class DecisionsModule {}
