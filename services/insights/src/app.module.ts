import { type DynamicModule, Module } from '@nestjs/common';
import { ActsModule, serviceModules, type ServiceSettings, StopsModule } from '@passant/platform';
import { ActsResolver } from './acts/acts.resolver';
import { CamaraModule } from './camara/camara.module';
import { ClientsModule } from './clients/clients.module';
import { ContractsModule } from './contracts/contracts.module';
import { entities } from './database/data-source';
import { DatabaseModule } from './database/database.module';
import type { Environment } from './environment';
import { ExportsModule } from './exports/exports.module';
import { FiguresModule } from './figures/figures.module';
import { InvoicesModule } from './invoices/invoices.module';
import { MarketsModule } from './markets/markets.module';
import { OauthModule } from './oauth/oauth.module';
import { PagesModule } from './pages/pages.module';
import { ReleasesModule } from './releases/releases.module';
import { UsageModule } from './usage/usage.module';
import { WebhooksModule } from './webhooks/webhooks.module';
import { ZonesModule } from './zones/zones.module';

const features = [
  DatabaseModule,
  ActsModule.for(ActsResolver),
  StopsModule,
  ZonesModule,
  ReleasesModule,
  ClientsModule,
  MarketsModule,
  ContractsModule,
  OauthModule,
  UsageModule,
  FiguresModule,
  CamaraModule,
  InvoicesModule,
  ExportsModule,
  WebhooksModule,
  PagesModule,
];

@Module({})
export class AppModule {
  static for(environment: Environment, jobsOptions: ServiceSettings['jobsOptions'] = {}): DynamicModule {
    const settings = { service: 'insights', environment, entities, jobsOptions } as const;
    return { module: AppModule, imports: [...serviceModules(settings), ...features] };
  }
}
