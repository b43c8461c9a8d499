import { Module } from '@nestjs/common';
import { AbsencesModule } from '../absences/absences.module';
import { AbsencesService } from '../absences/absences.service';
import { Transactions } from '../database/transactions';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { EndingsModule } from '../endings/endings.module';
import { EndingsService } from '../endings/endings.service';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DECISION_IMPORT_PARTS, type DecisionImportParts, DecisionsImportService } from './decisions-import.service';
import { ImportsController } from './imports.controller';
import { ImportsRepository } from './imports.repository';
import { ImportsResolver } from './imports.resolver';
import { ImportsOutside, ImportsService, ImportTakers } from './imports.service';
import {
  SUBSCRIBER_IMPORT_PARTS,
  type SubscriberImportParts,
  SubscribersImportService,
} from './subscribers-import.service';

type Parts = [
  LinesService,
  DecisionsService,
  StopListsService,
  Transactions,
  JournalService,
  EndingsService,
  AbsencesService,
];
const toParts = (
  ...[lines, decisions, stopLists, transactions, journal, endings, absences]: Parts
): SubscriberImportParts & DecisionImportParts => ({
  lines,
  decisions,
  stopLists,
  transactions,
  journal,
  endings,
  absences,
});
const inject = [
  LinesService,
  DecisionsService,
  StopListsService,
  Transactions,
  JournalService,
  EndingsService,
  AbsencesService,
];

@Module({
  imports: [AbsencesModule, DecisionsModule, EndingsModule, JournalModule, RegistryModule, StopListsModule],
  controllers: [ImportsController],
  exports: [ImportsService],
  providers: [
    ImportsRepository,
    ImportsOutside,
    ImportsResolver,
    ImportsService,
    ImportTakers,
    SubscribersImportService,
    DecisionsImportService,
    { provide: SUBSCRIBER_IMPORT_PARTS, inject, useFactory: toParts },
    { provide: DECISION_IMPORT_PARTS, inject, useFactory: toParts },
  ],
})
export class ImportsModule {}
