import { DomainError } from '@passant/platform';

export class PauseTooLong extends DomainError {
  readonly code = 'PAUSE_TOO_LONG';
  readonly category = 'invalid';

  constructor() {
    super('A pause lasts from 1 hour to 30 days.');
  }
}
