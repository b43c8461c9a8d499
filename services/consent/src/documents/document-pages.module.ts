import { Module } from '@nestjs/common';
import { DecisionPageModule } from '../decision-page/decision-page.module';
import { NoticesModule } from '../notices/notices.module';
import { ReceiptPageController } from '../receipts/receipt-page.controller';
import { ReceiptsModule } from '../receipts/receipts.module';
import { RightsPageController } from '../rights/rights-page.controller';
import { RightsModule } from '../rights/rights.module';
import { DocumentsModule } from './documents.module';

/** The documents that somebody who is logged in may keep: receipts, and everything that is held about the line. */
@Module({
  imports: [DecisionPageModule, DocumentsModule, NoticesModule, ReceiptsModule, RightsModule],
  controllers: [ReceiptPageController, RightsPageController],
})
export class DocumentPagesModule {}
