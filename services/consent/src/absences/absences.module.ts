import { Module } from '@nestjs/common';
import { AuditLog } from '@passant/platform';
import { JournalModule } from '../journal/journal.module';
import { JournalService } from '../journal/journal.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { AbsencesRepository } from './absences.repository';
import { ABSENCE_PARTS, type AbsenceParts, AbsencesService } from './absences.service';

type Parts = [AbsencesRepository, JournalService, LinesService, StopListsService, AuditLog];
const toParts = (...[repository, journal, lines, stopLists, audit]: Parts): AbsenceParts => ({
  repository,
  journal,
  lines,
  stopLists,
  audit,
});

@Module({
  imports: [JournalModule, RegistryModule, StopListsModule],
  providers: [
    AbsencesRepository,
    AbsencesService,
    {
      provide: ABSENCE_PARTS,
      inject: [AbsencesRepository, JournalService, LinesService, StopListsService, AuditLog],
      useFactory: toParts,
    },
  ],
  exports: [AbsencesService],
})
export class AbsencesModule {}
