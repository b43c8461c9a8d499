import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import type { Environment } from '../environment';
import { OauthModule } from '../oauth/oauth.module';
import { SIGNING_KEY, type SigningKey } from '../oauth/signing-key';
import { SecretBox } from './seal-secret';
import { OutgoingSender, toOutgoingSettings } from './sender';

/** Calls to addresses that partners give. */
@Module({
  imports: [OauthModule],
  providers: [
    {
      provide: OutgoingSender,
      useFactory: (environment: Environment) => new OutgoingSender(toOutgoingSettings(environment)),
      inject: [ENVIRONMENT],
    },
    {
      provide: SecretBox,
      useFactory: ({ privateKey }: SigningKey) => new SecretBox(privateKey),
      inject: [SIGNING_KEY],
    },
  ],
  exports: [OutgoingSender, SecretBox],
})
export class OutgoingModule {}
