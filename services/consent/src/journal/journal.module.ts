import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import type { Environment } from '../environment';
import { SECRETS, type Secrets } from '../secrets/secrets';
import { JournalRepository } from './journal.repository';
import { JournalService } from './journal.service';
import { WithdrawalJournal } from './withdrawal-journal';

@Module({
  providers: [
    JournalRepository,
    JournalService,
    {
      provide: WithdrawalJournal,
      inject: [ENVIRONMENT, SECRETS],
      useFactory: (environment: Environment, secrets: Secrets) =>
        new WithdrawalJournal({ file: environment.JOURNAL_FILE, key: secrets.journal }),
    },
  ],
  exports: [JournalService],
})
export class JournalModule {}
