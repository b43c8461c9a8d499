import { DomainError } from '@passant/platform';
import { toFractionText, type RhoCeilingExceeded } from '@passant/privacy';

export class TableTooLarge extends DomainError {
  readonly code = 'TABLE_TOO_LARGE';
  readonly category = 'invalid';

  constructor() {
    super('A table of this zone plan has too many figures: its zones must be made coarser.');
  }
}

export class ReleaseUnknown extends DomainError {
  readonly code = 'RELEASE_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such release.');
  }
}

export class WithdrawalReasonInvalid extends DomainError {
  readonly code = 'WITHDRAWAL_REASON_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Withdrawing a release needs a reason of 10 to 500 characters.');
  }
}

/** With the numbers, which are public. */
export class BudgetExceeded extends DomainError {
  readonly code = 'RHO_CEILING_EXCEEDED';
  readonly category = 'invalid';

  /** Exact fractions, as text: what a subscriber-day would have spent, and what it may spend. */
  readonly spent: string;
  readonly ceiling: string;

  constructor({ message, rho, ceiling }: RhoCeilingExceeded) {
    super(`Nothing is measured: ${message}.`);
    this.spent = toFractionText(rho);
    this.ceiling = toFractionText(ceiling);
  }
}

/** The rows no longer give what was released: it is not written again. */
export class ReleaseAltered extends DomainError {
  readonly code = 'RELEASE_ALTERED';
  readonly category = 'conflict';

  constructor() {
    super('The measurements of a release no longer give its tables.');
  }
}

export class LedgerSpanTooLong extends DomainError {
  readonly code = 'LEDGER_SPAN_TOO_LONG';
  readonly category = 'invalid';

  constructor() {
    super('The ledger is shown for 400 days at once.');
  }
}

/** Noise of this period was drawn before, by a database that is no longer the one at hand. */
export class DrawnBefore extends DomainError {
  readonly code = 'DRAWN_BEFORE';
  readonly category = 'conflict';

  constructor() {
    super('Noise was drawn for this period before: it is never drawn twice.');
  }
}
