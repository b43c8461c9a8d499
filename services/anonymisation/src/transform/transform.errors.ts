import { DomainError } from '@passant/platform';

export class ManifestInvalid extends DomainError {
  readonly code = 'MANIFEST_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('The manifest is not that of the completed day.');
  }
}
