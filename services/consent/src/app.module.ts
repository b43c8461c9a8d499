import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ActsModule, deadLettersResolver, serviceModules, type ServiceSettings } from '@passant/platform';
import { ActsResolver } from './acts/acts.resolver';
import { ChoresModule } from './chores/chores.module';
import { entities } from './database/data-source';
import { ComplaintsResolver } from './complaints/complaints.resolver';
import { DocumentPagesModule } from './documents/document-pages.module';
import { TransparencyModule } from './transparency/transparency.module';
import { DecisionPageModule } from './decision-page/decision-page.module';
import { DecisionsModule } from './decisions/decisions.module';
import type { Environment } from './environment';
import { FoundationModule } from './foundation.module';
import { ImportsModule } from './imports/imports.module';
import { ImportsResolver } from './imports/imports.resolver';
import { InvitationsModule } from './invitations/invitations.module';
import { LettersModule } from './letters/letters.module';
import { MarketsModule } from './markets/markets.module';
import { NoticesResolver } from './notices/notices.resolver';
import { PanelsModule } from './panels/panels.module';
import { PanelsResolver } from './panels/panels.resolver';
import { PeriodsModule } from './periods/periods.module';
import { ClientResolver } from './releases/client.resolver';
import { ReleaseResolver } from './releases/release.resolver';
import { ReleasesModule } from './releases/releases.module';
import { RewardsModule } from './rewards/rewards.module';
import { RewardsResolver } from './rewards/rewards.resolver';
import { SmsModule } from './sms/sms.module';
import { StopsModule } from './stops/stops.module';
import { StopsResolver } from './stops/stops.resolver';
import { PropagationResolver } from './stop-lists/propagation.resolver';
import { WithdrawalsModule } from './withdrawals/withdrawals.module';
import { WithdrawalsResolver } from './withdrawals/withdrawals.resolver';

/** Everything the graph of this service is made of. */
export const RESOLVERS: readonly Type[] = [
  ActsResolver,
  ComplaintsResolver,
  StopsResolver,
  PanelsResolver,
  PropagationResolver,
  ReleaseResolver,
  ClientResolver,
  NoticesResolver,
  WithdrawalsResolver,
  RewardsResolver,
  ImportsResolver,
  deadLettersResolver('consent'),
];

@Module({})
export class AppModule {}

export const appModule = (
  environment: Environment,
  jobsOptions: ServiceSettings['jobsOptions'] = {},
): DynamicModule => ({
  module: AppModule,
  imports: [
    ...serviceModules({ service: 'consent', environment, entities, jobsOptions }),
    ActsModule.for(ActsResolver),
    FoundationModule.for(environment),
    { ...SmsModule.for(environment), global: true },
    ChoresModule,
    PeriodsModule,
    DecisionPageModule,
    DocumentPagesModule,
    TransparencyModule,
    DecisionsModule,
    ImportsModule,
    InvitationsModule,
    LettersModule,
    MarketsModule,
    PanelsModule,
    ReleasesModule,
    RewardsModule,
    WithdrawalsModule,
    StopsModule,
  ],
});
