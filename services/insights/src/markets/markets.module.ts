import { Module } from '@nestjs/common';
import { ReleasesModule } from '../releases/releases.module';
import { ZonesModule } from '../zones/zones.module';
import { MarketFactsResolver } from './market-facts.resolver';
import { MarketsRepository } from './markets.repository';
import { MarketsResolver } from './markets.resolver';
import { MarketSources, MarketsService } from './markets.service';

@Module({
  imports: [ZonesModule, ReleasesModule],
  providers: [MarketsRepository, MarketSources, MarketsService, MarketsResolver, MarketFactsResolver],
  exports: [MarketsService],
})
export class MarketsModule {}
