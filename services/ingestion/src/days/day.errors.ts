import { DomainError } from '@passant/platform';
import type { Completion } from './domain/day-state';

const WHY = {
  'no-panel': 'has no panel yet',
  'batches-running': 'still has batches that may bring rows',
  unknown: 'is unknown: no batch had rows of it',
} as const satisfies Record<Exclude<Completion, 'complete' | 'already'>, string>;

export class DayNotReady extends DomainError {
  readonly code = 'DAY_NOT_READY';
  readonly category = 'conflict';

  constructor(day: string, why: keyof typeof WHY) {
    super(`The day ${day} cannot be completed: it ${WHY[why]}.`);
  }
}

export class DaysInvalid extends DomainError {
  readonly code = 'DAYS_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Days are written YYYY-MM-DD, at most 1,000 at once.');
  }
}
