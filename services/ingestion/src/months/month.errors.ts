import { DomainError } from '@passant/platform';

export class MonthInvalid extends DomainError {
  readonly code = 'MONTH_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('A month is written YYYY-MM.');
  }
}

export class MonthUnknown extends DomainError {
  readonly code = 'MONTH_UNKNOWN';
  readonly category = 'conflict';

  constructor(month: string) {
    super(`The month ${month} cannot be completed: no day of it was handed over.`);
  }
}

export class MonthNotReady extends DomainError {
  readonly code = 'MONTH_NOT_READY';
  readonly category = 'conflict';

  constructor(month: string, day: string) {
    super(`The month ${month} cannot be completed: its day ${day} may still take rows. Complete that day first.`);
  }
}

export class MonthNotOver extends DomainError {
  readonly code = 'MONTH_NOT_OVER';
  readonly category = 'conflict';

  /** `end`: milliseconds since 1970. */
  constructor(month: string, end: number) {
    super(
      `The month ${month} cannot be completed: it lasts until ${new Date(end).toISOString()}. ` +
        'Complete it from then on: it is counted once, and days that come later would be missing.',
    );
  }
}
