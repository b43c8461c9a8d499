import { DomainError } from '@passant/platform';

export class NothingHere extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly category = 'not_found';

  constructor() {
    super('There is nothing at this address.');
  }
}

/** A service did not answer. Says neither which nor where. */
export class ServiceUnavailable extends DomainError {
  readonly code = 'SERVICE_UNAVAILABLE';
  readonly category = 'unavailable';

  constructor() {
    super('This is not available at the moment. Try again later.');
  }
}

/** More than this caller or address may ask in a while. */
export class TooManyRequests extends DomainError {
  readonly code = 'TOO_MANY';
  readonly category = 'too_many';

  /** @param retryAfterSeconds when it is worth coming again, if that is known */
  constructor(readonly retryAfterSeconds?: number) {
    super('Too many requests. Try again later.');
  }
}
