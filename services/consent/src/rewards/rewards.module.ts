import { Module } from '@nestjs/common';
import { AuditLog } from '@passant/platform';
import { AbsencesModule } from '../absences/absences.module';
import { DecisionsModule } from '../decisions/decisions.module';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { AccrualsService } from './accruals.service';
import { CreditsController } from './credits.controller';
import { CREDIT_PARTS, type CreditParts, CreditsService } from './credits.service';
import { LINE_REWARD_PARTS, LineRewardsService } from './line-rewards.service';
import { RewardPlansService } from './reward-plans.service';
import { RewardsRepository } from './rewards.repository';
import { RewardsResolver } from './rewards.resolver';

type Parts = [RewardsRepository, AccrualsService, LinesService, MarketsService, AuditLog];
const toParts = (...[repository, accruals, lines, markets, log]: Parts): CreditParts => ({
  repository,
  accruals,
  lines,
  markets,
  log,
});
const inject = [RewardsRepository, AccrualsService, LinesService, MarketsService, AuditLog];

@Module({
  imports: [AbsencesModule, DecisionsModule, MarketsModule, RegistryModule],
  controllers: [CreditsController],
  providers: [
    RewardsRepository,
    RewardPlansService,
    RewardsResolver,
    AccrualsService,
    CreditsService,
    LineRewardsService,
    { provide: CREDIT_PARTS, inject, useFactory: toParts },
    { provide: LINE_REWARD_PARTS, inject, useFactory: toParts },
  ],
  exports: [CreditsService, LineRewardsService],
})
export class RewardsModule {}
