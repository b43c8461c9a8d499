import { DomainError } from '@passant/platform';

export class ReleaseInvalid extends DomainError {
  readonly code = 'RELEASE_INVALID';
  readonly category = 'invalid';

  constructor(why: string) {
    super(`This release cannot be loaded: ${why}.`);
  }
}
