import { DomainError } from '@passant/platform';

export class CredentialsUnknown extends DomainError {
  readonly code = 'CREDENTIALS_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There are no such credentials, or they are revoked already.');
  }
}

/** The token was good, its credentials are no more. */
export class CredentialsRevoked extends DomainError {
  readonly code = 'CREDENTIALS_REVOKED';
  readonly category = 'unauthenticated';

  constructor() {
    super('These credentials are revoked.');
  }
}

export class PublicKeyInvalid extends DomainError {
  readonly code = 'PUBLIC_KEY_INVALID';
  readonly category = 'invalid';

  /** @param problem why; never what was given */
  constructor(problem: string) {
    super(`This public key cannot be used. ${problem}`);
  }
}
