import { Module } from '@nestjs/common';
import { Transactions } from '../database/transactions';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DECISION_IMPORT_PARTS, type DecisionImportParts, DecisionsImportService } from './decisions-import.service';
import { ImportsController } from './imports.controller';
import {
  SUBSCRIBER_IMPORT_PARTS,
  type SubscriberImportParts,
  SubscribersImportService,
} from './subscribers-import.service';

type Parts = [LinesService, DecisionsService, StopListsService, Transactions, JournalService];
const toParts = (
  ...[lines, decisions, stopLists, transactions, journal]: Parts
): SubscriberImportParts & DecisionImportParts => ({ lines, decisions, stopLists, transactions, journal });
const inject = [LinesService, DecisionsService, StopListsService, Transactions, JournalService];

@Module({
  imports: [DecisionsModule, JournalModule, RegistryModule, StopListsModule],
  controllers: [ImportsController],
  providers: [
    SubscribersImportService,
    DecisionsImportService,
    { provide: SUBSCRIBER_IMPORT_PARTS, inject, useFactory: toParts },
    { provide: DECISION_IMPORT_PARTS, inject, useFactory: toParts },
  ],
})
export class ImportsModule {}
