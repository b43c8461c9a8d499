import { DomainError } from '@passant/platform';

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
