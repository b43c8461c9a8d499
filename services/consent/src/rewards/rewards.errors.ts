import { DomainError } from '@passant/platform';
import type { PlanRefusal } from './domain/plan';

const WORDS = {
  PLAN_NOT_AHEAD:
    'A plan begins tomorrow (local day of the market) at the earliest: no day under way earns otherwise than was said.',
  PLAN_BEFORE_PLANNED: 'A later version is planned already. Begin on its first day, to take its place, or after it.',
  REWARD_TWICE: 'A data kind has one credit, and a code one benefit.',
  NO_PLAN_TO_END: 'Nothing is earned in this market on the day after that: there is no plan to end.',
} satisfies Record<PlanRefusal, string>;

export class PlanRefused extends DomainError {
  readonly category = 'conflict';

  constructor(readonly code: PlanRefusal) {
    super(WORDS[code]);
  }
}

export class RewardInputInvalid extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  constructor(what: string) {
    super(`Not understood: ${what}.`);
  }
}

export class MarketUnknown extends DomainError {
  readonly code = 'MARKET_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such market: approve its zone plan first.');
  }
}

export class CreditsNotClosed extends DomainError {
  readonly code = 'CREDITS_NOT_CLOSED';
  readonly category = 'not_found';

  constructor() {
    super(
      'There is no credit file of this month: it is made two days after the month is over, where a plan of rewards stood, and kept for ten years.',
    );
  }
}
