import { DomainError } from '../errors/domain-error';

export class IdempotencyKeyReused extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly category = 'invalid';

  constructor() {
    super('This idempotency key came before, with something else. Take a new key for a new request.');
  }
}

export class IdempotencyKeyInFlight extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_IN_FLIGHT';
  readonly category = 'conflict';

  constructor() {
    super('A request with this idempotency key is still being answered. Try again in a moment.');
  }
}

export class IdempotencyKeyInvalid extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Not understood: idempotencyKey (16 to 128 letters, digits, - and _; a UUID for one).');
  }
}

export class ActsPageInvalid extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Not understood: subjectId (at most 200 characters).');
  }
}
