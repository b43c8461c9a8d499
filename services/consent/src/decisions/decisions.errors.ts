import { DomainError } from '@passant/platform';
import type { GrantRefusal } from './domain/decide-change';

const MESSAGES = {
  NOTICE_NOT_SERVED: 'The notice was not shown before this answer.',
  NOTICE_TOO_OLD: 'The notice was shown more than 30 minutes before this answer.',
  JOURNAL_UNWRITABLE: 'A yes cannot be recorded at the moment. A no always can.',
} satisfies Record<GrantRefusal, string>;

/** A yes was not recorded. A no never meets this. */
export class GrantRefused extends DomainError {
  readonly category = 'conflict';

  constructor(readonly code: GrantRefusal) {
    super(MESSAGES[code]);
  }
}
