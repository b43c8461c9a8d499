import { DomainError } from '@passant/platform';

export class ClientUnknown extends DomainError {
  readonly code = 'CLIENT_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such client.');
  }
}
