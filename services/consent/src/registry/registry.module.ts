import { Module } from '@nestjs/common';
import { SECRETS, type Secrets } from '../secrets/secrets';
import { LinesRepository } from './lines.repository';
import { LinesService } from './lines.service';
import { NumberVault } from './number-vault';

@Module({
  providers: [
    LinesRepository,
    LinesService,
    { provide: NumberVault, inject: [SECRETS], useFactory: (secrets: Secrets) => new NumberVault(secrets) },
  ],
  exports: [LinesService, NumberVault],
})
export class RegistryModule {}
