import { DomainError } from '@passant/platform';

export class DayNotHeld extends DomainError {
  readonly code = 'DAY_NOT_HELD';
  readonly category = 'conflict';

  constructor() {
    super('Nothing of this day and purpose waits for a decision.');
  }
}

export class GateReasonInvalid extends DomainError {
  readonly code = 'GATE_REASON_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('A decision about a held day needs a reason of 10 to 500 characters.');
  }
}
