import { Module } from '@nestjs/common';
import type { EngineSettings } from '@passant/engine';
import { ENVIRONMENT, Jobs, ObjectStores } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { AbsencesModule } from '../absences/absences.module';
import { DecisionsModule } from '../decisions/decisions.module';
import type { Environment } from '../environment';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { DaysService } from '../periods/days.service';
import { PeriodsModule } from '../periods/periods.module';
import { PeriodsService } from '../periods/periods.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { Announcements } from './announcements';
import { MeasuredService } from './measured.service';
import { Members } from './members';
import { ENGINE_SETTINGS, PanelFiles } from './panel-files';
import { PanelRequestedProcessor } from './panel-requested.processor';
import { PanelsRepository } from './panels.repository';
import { PanelsResolver } from './panels.resolver';
import {
  PANEL_PARTS,
  PANEL_SURROUNDINGS,
  type PanelParts,
  PanelsService,
  type PanelSurroundings,
} from './panels.service';
import { StrataRepository } from './strata.repository';

type Parts = [
  ...[MeasuredService, Announcements, DaysService, PeriodsService, Members, PanelFiles],
  ...[LinesService, StopListsService],
];
const toParts = (...[measured, announcements, days, periods, members, files, lines, stopLists]: Parts): PanelParts => ({
  measured,
  announcements,
  days,
  periods,
  members,
  files,
  lines,
  stopLists,
});

type Surroundings = [MarketsService, ObjectStores, Jobs, Transactions];
const toSurroundings = (...[markets, stores, jobs, transactions]: Surroundings): PanelSurroundings => ({
  markets,
  stores,
  jobs,
  transactions,
});

const toEngineSettings = (environment: Environment): EngineSettings => ({
  scratchDirectory: environment.SCRATCH_DIR,
  maxMemoryMegabytes: environment.ENGINE_MAX_MEMORY_MB,
  threads: environment.ENGINE_THREADS,
});

@Module({
  imports: [AbsencesModule, DecisionsModule, MarketsModule, PeriodsModule, RegistryModule, StopListsModule],
  providers: [
    PanelsRepository,
    StrataRepository,
    Announcements,
    MeasuredService,
    Members,
    PanelFiles,
    PanelsService,
    PanelRequestedProcessor,
    PanelsResolver,
    { provide: ENGINE_SETTINGS, inject: [ENVIRONMENT], useFactory: toEngineSettings },
    {
      provide: PANEL_PARTS,
      inject: [
        ...[MeasuredService, Announcements, DaysService, PeriodsService, Members, PanelFiles],
        ...[LinesService, StopListsService],
      ],
      useFactory: toParts,
    },
    {
      provide: PANEL_SURROUNDINGS,
      inject: [MarketsService, ObjectStores, Jobs, Transactions],
      useFactory: toSurroundings,
    },
  ],
  exports: [PanelsService],
})
export class PanelsModule {}
