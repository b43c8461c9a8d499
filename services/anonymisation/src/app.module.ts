import { Module, type DynamicModule } from '@nestjs/common';
import { ActsModule, serviceModules, type ServiceSettings, StopsModule } from '@passant/platform';
import { ActsResolver } from './acts/acts.resolver';
import { ClosesModule } from './closes/closes.module';
import { entities } from './database/data-source';
import type { Environment } from './environment';
import { PanelsModule } from './panels/panels.module';
import { PlansModule } from './plans/plans.module';
import { ReleasesModule } from './releases/releases.module';
import { ReportsModule } from './reports/reports.module';
import { StopListsModule } from './stop-lists/stop-lists.module';

const features = [
  ActsModule.for(ActsResolver),
  StopsModule,
  PlansModule,
  PanelsModule,
  StopListsModule,
  ReleasesModule,
  ClosesModule,
  ReportsModule,
];

@Module({})
export class AppModule {
  static for(environment: Environment, jobsOptions: ServiceSettings['jobsOptions'] = {}): DynamicModule {
    const settings = { service: 'anonymisation', environment, entities, jobsOptions } as const;
    return { module: AppModule, imports: [...serviceModules(settings), ...features] };
  }
}
