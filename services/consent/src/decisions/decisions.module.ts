import { Module } from '@nestjs/common';
import { AbsencesModule } from '../absences/absences.module';
import { AbsencesService } from '../absences/absences.service';
import { Transactions } from '../database/transactions';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { NoticesModule } from '../notices/notices.module';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DecisionAudit } from './decision-audit';
import { DecisionsRepository } from './decisions.repository';
import { DECISION_PARTS, type DecisionParts, DecisionsService } from './decisions.service';
import { REPLAYED, type Replayed, ReplayService } from './replay.service';

const inject = [
  DecisionsRepository,
  JournalService,
  StopListsService,
  Transactions,
  LinesService,
  AbsencesService,
  DecisionAudit,
];
type Parts = [
  DecisionsRepository,
  JournalService,
  StopListsService,
  Transactions,
  LinesService,
  AbsencesService,
  DecisionAudit,
];
const toParts = (...[repository, journal, stopLists, transactions, lines, absences, audit]: Parts): DecisionParts => ({
  repository,
  journal,
  stopLists,
  transactions,
  lines,
  absences,
  audit,
});

@Module({
  imports: [AbsencesModule, JournalModule, NoticesModule, RegistryModule, StopListsModule],
  providers: [
    DecisionAudit,
    DecisionsRepository,
    DecisionsService,
    ReplayService,
    {
      provide: REPLAYED,
      inject: [DecisionsService, AbsencesService, DecisionAudit],
      useFactory: (decisions: DecisionsService, absences: AbsencesService, audit: DecisionAudit): Replayed => ({
        decisions,
        absences,
        audit,
      }),
    },
    {
      provide: DECISION_PARTS,
      inject,
      useFactory: toParts,
    },
  ],
  exports: [DecisionsService, ReplayService],
})
export class DecisionsModule {}
