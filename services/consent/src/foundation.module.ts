import { type DynamicModule, Module } from '@nestjs/common';
import { Transactions } from './database/transactions';
import type { Environment } from './environment';
import { CONSUMER_KEYS, loadConsumerKeys } from './keys/consumer-keys';
import { KEY_STORE } from './keys/key-store';
import { FolderKeyStore } from './keys/key-store.folder';
import { loadSecrets, SECRETS } from './secrets/secrets';

/** What every feature may ask for: the keys that this service owns, the public keys it seals to, transactions. */
@Module({})
export class FoundationModule {
  static for(environment: Environment): DynamicModule {
    const files = {
      ingestion: environment.INGESTION_PUBLIC_KEY_FILE,
      anonymisation: environment.ANONYMISATION_PUBLIC_KEY_FILE,
    };
    const mayCreate = environment.PASSANT_ENV === 'development';
    return {
      module: FoundationModule,
      global: true,
      providers: [
        Transactions,
        {
          provide: SECRETS,
          useFactory: () => loadSecrets(environment.SECRETS_DIR, mayCreate),
        },
        { provide: CONSUMER_KEYS, useFactory: () => loadConsumerKeys(files) },
        { provide: KEY_STORE, useFactory: () => FolderKeyStore.open(environment.KEY_STORE_DIR, mayCreate) },
      ],
      exports: [Transactions, SECRETS, CONSUMER_KEYS, KEY_STORE],
    };
  }
}
