import { Module } from '@nestjs/common';
import { ENVIRONMENT, loadEd25519Key } from '@passant/platform';
import { AbsencesModule } from '../absences/absences.module';
import { DecisionsModule } from '../decisions/decisions.module';
import type { Environment } from '../environment';
import { RECEIPT_SETTINGS, type ReceiptSettings, ReceiptsService } from './receipts.service';

const KEY_FILE = 'receipt-signing.pem';

const toSettings = (environment: Environment): ReceiptSettings => ({
  parties: {
    controller: environment.CONTROLLER_NAME,
    seller: environment.SELLER_NAME,
    processor: environment.PROCESSOR_NAME,
    privacyContact: environment.PRIVACY_CONTACT,
  },
  publicUrl: environment.PUBLIC_URL.replace(/\/+$/, ''),
  privateKey: loadEd25519Key(environment.SECRETS_DIR, KEY_FILE, environment.PASSANT_ENV === 'development'),
});

@Module({
  imports: [AbsencesModule, DecisionsModule],
  providers: [ReceiptsService, { provide: RECEIPT_SETTINGS, inject: [ENVIRONMENT], useFactory: toSettings }],
  exports: [ReceiptsService],
})
export class ReceiptsModule {}
