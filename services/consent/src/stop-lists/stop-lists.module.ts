import { Module } from '@nestjs/common';
import { Jobs } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { JournalModule } from '../journal/journal.module';
import { PeriodsModule } from '../periods/periods.module';
import { ClearanceConditions, ClearanceRequestedProcessor } from './clearance-requested.processor';
import { ConsumersService } from './consumers.service';
import { PropagationResolver } from './propagation.resolver';
import { StopListAppliedProcessor } from './stop-list-applied.processor';
import { StopListFiles } from './stop-list-files';
import { StopListsRepository } from './stop-lists.repository';
import { STOP_LIST_PARTS, type StopListParts, StopListsService } from './stop-lists.service';
import { UnconfirmedRepository } from './unconfirmed.repository';

const toParts = (
  ...[repository, files, transactions, jobs]: [StopListsRepository, StopListFiles, Transactions, Jobs]
): StopListParts => ({ repository, files, transactions, jobs });

@Module({
  imports: [JournalModule, PeriodsModule],
  providers: [
    StopListsRepository,
    StopListFiles,
    UnconfirmedRepository,
    ConsumersService,
    StopListsService,
    { provide: STOP_LIST_PARTS, inject: [StopListsRepository, StopListFiles, Transactions, Jobs], useFactory: toParts },
    StopListAppliedProcessor,
    ClearanceConditions,
    ClearanceRequestedProcessor,
    PropagationResolver,
  ],
  exports: [ConsumersService, StopListsService],
})
export class StopListsModule {}
