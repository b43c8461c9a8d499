import { DomainError } from '@passant/platform';
import type { QuotaExcess } from './domain/quota';

export class QuotaExceeded extends DomainError {
  readonly code = 'QUOTA_EXCEEDED';
  readonly category = 'too_many';

  constructor({ figuresPerMonth, left, published }: QuotaExcess) {
    super(
      `The contract has ${figuresPerMonth} figures a month, ${left} are left, and this answer has ${published}. Ask for less, or next month.`,
    );
  }
}

export class UsagePeriodInvalid extends DomainError {
  readonly code = 'PERIOD_REVERSED';
  readonly category = 'invalid';

  constructor() {
    super('The period ends before it begins: "from" is the first day, "to" the last, both included.');
  }
}

export class RateExceeded extends DomainError {
  readonly code = 'RATE_EXCEEDED';
  readonly category = 'too_many';

  constructor(questionsPerMinute: number, secondsLeft: number) {
    super(`The contract has ${questionsPerMinute} questions a minute. Ask again in ${secondsLeft} seconds.`);
  }
}
