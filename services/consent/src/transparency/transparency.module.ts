import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module';
import { DocumentsModule } from '../documents/documents.module';
import { MarketsModule } from '../markets/markets.module';
import { ReceiptsModule } from '../receipts/receipts.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { ContractsCountedProcessor } from './contracts-counted.processor';
import { MarketSteppedProcessor } from './market-stepped.processor';
import { TransparencyController } from './transparency.controller';
import { TransparencyRepository } from './transparency.repository';
import { PublicSources, PublicSurroundings, TransparencyService } from './transparency.service';

@Module({
  imports: [ComplaintsModule, DocumentsModule, MarketsModule, ReceiptsModule, StopListsModule],
  controllers: [TransparencyController],
  providers: [
    TransparencyRepository,
    PublicSources,
    PublicSurroundings,
    TransparencyService,
    ContractsCountedProcessor,
    MarketSteppedProcessor,
  ],
})
export class TransparencyModule {}
