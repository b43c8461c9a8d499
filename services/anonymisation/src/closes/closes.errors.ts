import { DomainError } from '@passant/platform';
import type { CloseReason } from './close';

/** Something the close needs has not come yet. */
export class CloseNotReady extends DomainError {
  readonly category = 'unavailable';

  constructor(readonly code: CloseReason) {
    super('The period cannot be closed yet.');
  }
}

/** A month without a single measured day: its release would be noise alone. */
export class NoDayMeasured extends DomainError {
  readonly code = 'NO_DAY_MEASURED';
  readonly category = 'invalid';

  constructor() {
    super('No day of the month was measured.');
  }
}

export class DayTooLong extends DomainError {
  readonly code = 'DAY_TOO_LONG';
  readonly category = 'invalid';

  constructor() {
    super('The day is longer than the declared sensitivity allows.');
  }
}

/** A newer stop list came while the period was read: it is read again without those people. */
export class StopListGrew extends DomainError {
  readonly code = 'STOP_LIST_GREW';
  readonly category = 'conflict';

  constructor() {
    super('The stop list grew while the period was read.');
  }
}

/** Somebody else has the close now: whatever was done here is dropped. */
export class LeaseLost extends DomainError {
  readonly code = 'LEASE_LOST';
  readonly category = 'conflict';

  constructor() {
    super('The close went on elsewhere.');
  }
}

export class CloseUnknown extends DomainError {
  readonly code = 'CLOSE_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no close of this market and period.');
  }
}

export class CloseNotFailed extends DomainError {
  readonly code = 'CLOSE_NOT_FAILED';
  readonly category = 'conflict';

  constructor() {
    super('Only a failed close can be tried again.');
  }
}

export class RetryReasonInvalid extends DomainError {
  readonly code = 'RETRY_REASON_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Say in 10 to 500 characters why it may succeed now.');
  }
}
