import { DomainError } from '@passant/platform';

/** The keys to check a token with cannot be had at the moment: neither yes nor no. */
export class KeysUnavailable extends DomainError {
  readonly code = 'SERVICE_UNAVAILABLE';
  readonly category = 'unavailable';

  constructor() {
    super('Tokens cannot be checked at the moment. Try again later.');
  }
}
