import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module';
import { MarketsModule } from '../markets/markets.module';
import { ReleasesModule } from '../releases/releases.module';
import { ZonesModule } from '../zones/zones.module';
import { AttestationsResolver } from './attestations.resolver';
import { ContractStepsResolver } from './contract-steps.resolver';
import { ContractTermsResolver } from './contract-terms.resolver';
import { ContractsRepository } from './contracts.repository';
import { ContractsResolver } from './contracts.resolver';
import { ContractBooks, ContractParties, ContractsService } from './contracts.service';
import { EntitlementsService } from './entitlements.service';

@Module({
  imports: [ClientsModule, ZonesModule, ReleasesModule, MarketsModule],
  providers: [
    ContractsRepository,
    ContractParties,
    ContractBooks,
    ContractsService,
    EntitlementsService,
    ContractsResolver,
    ContractStepsResolver,
    ContractTermsResolver,
    AttestationsResolver,
  ],
  exports: [EntitlementsService, ContractsService],
})
export class ContractsModule {}
