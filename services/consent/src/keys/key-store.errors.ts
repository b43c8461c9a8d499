import { DomainError } from '@passant/platform';

/** The store cannot be asked: nothing may be taken for destroyed, and nothing new be made elsewhere. */
export class KeyStoreMissing extends DomainError {
  readonly code = 'KEY_STORE_MISSING';
  readonly category = 'unavailable';

  constructor() {
    super(
      'The key store is missing: no folder stands where KEY_STORE_DIR says. Mount it. Only where it is lost for good, put an empty folder there: then every key that was in it counts as destroyed.',
    );
  }
}
