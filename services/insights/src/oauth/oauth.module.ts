import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import { ClientsModule } from '../clients/clients.module';
import { ContractsModule } from '../contracts/contracts.module';
import type { Environment } from '../environment';
import { ApiClientsRepository } from './api-clients.repository';
import { RegistrationController } from './registration.controller';
import { RegistrationService } from './registration.service';
import { CredentialsResolver } from './credentials.resolver';
import { CredentialsService } from './credentials.service';
import { FailedAttemptsRepository } from './failed-attempts.repository';
import { OauthController } from './oauth.controller';
import { ProofsService } from './proofs.service';
import { RotationResolver } from './rotation.resolver';
import { loadSigningKey, SIGNING_KEY } from './signing-key';
import { TokensService } from './tokens.service';

@Module({
  imports: [ClientsModule, ContractsModule],
  controllers: [OauthController, RegistrationController],
  providers: [
    ApiClientsRepository,
    FailedAttemptsRepository,
    CredentialsService,
    CredentialsResolver,
    RotationResolver,
    ProofsService,
    TokensService,
    RegistrationService,
    {
      provide: SIGNING_KEY,
      useFactory: ({ SECRETS_DIR, PASSANT_ENV }: Environment) =>
        loadSigningKey(SECRETS_DIR, PASSANT_ENV === 'development'),
      inject: [ENVIRONMENT],
    },
  ],
  exports: [CredentialsService, SIGNING_KEY],
})
export class OauthModule {}
