import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import type { Environment } from '../environment';
import { LettersModule } from '../letters/letters.module';
import { LettersService } from '../letters/letters.service';
import { LinesService } from '../registry/lines.service';
import { NumberVault } from '../registry/number-vault';
import { RegistryModule } from '../registry/registry.module';
import { TextMessagesService } from '../sms/text-messages.service';
import { InvitationsController } from './invitations.controller';
import { InvitationsRepository } from './invitations.repository';
import { INVITATION_PARTS, type InvitationParts, InvitationsService } from './invitations.service';

const PARTS = [
  InvitationsRepository,
  DecisionsService,
  LinesService,
  TextMessagesService,
  LettersService,
  NumberVault,
  Transactions,
  ENVIRONMENT,
] as const;
type Parts = [
  InvitationsRepository,
  DecisionsService,
  LinesService,
  TextMessagesService,
  LettersService,
  NumberVault,
  Transactions,
  Environment,
];
const toParts = (
  ...[repository, decisions, lines, texts, letters, vault, transactions, environment]: Parts
): InvitationParts => {
  const url = `${environment.PUBLIC_URL}/decide`;
  return { repository, decisions, lines, texts, letters, vault, transactions, url };
};

@Module({
  imports: [DecisionsModule, LettersModule, RegistryModule],
  controllers: [InvitationsController],
  providers: [
    InvitationsRepository,
    InvitationsService,
    { provide: INVITATION_PARTS, inject: [...PARTS], useFactory: toParts },
  ],
})
export class InvitationsModule {}
