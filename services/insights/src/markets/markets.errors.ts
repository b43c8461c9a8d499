import { DomainError } from '@passant/platform';
import type { SaleObstacle } from './domain/judge-sale';
import type { MarketRefusal, MarketStep } from './domain/market-launch';

export class MarketStepNotPossible extends DomainError {
  readonly code = 'MARKET_STEP_NOT_POSSIBLE';
  readonly category = 'conflict';

  constructor(step: MarketStep, state: string) {
    super(`A market in ${state} cannot take the step "${step}".`);
  }
}

export class MarketReasonMissing extends DomainError {
  readonly code = 'REASON_MISSING';
  readonly category = 'invalid';

  constructor() {
    super('Say why: the timeline of the market tells it.');
  }
}

export class SecondPersonNeeded extends DomainError {
  readonly code = 'SECOND_PERSON_NEEDED';
  readonly category = 'forbidden';

  constructor() {
    super('Whoever proposed or recorded this does not confirm it: a second person has to.');
  }
}

export class NothingToConfirm extends DomainError {
  readonly code = 'NOTHING_TO_CONFIRM';
  readonly category = 'conflict';

  constructor() {
    super('Nothing of that kind waits for a second person. Propose or record it first.');
  }
}

export class MethodApprovalMissing extends DomainError {
  readonly code = 'METHOD_APPROVAL_MISSING';
  readonly category = 'conflict';

  constructor() {
    super('Going live needs the approval of the method: record it, and have another person confirm it.');
  }
}

/** Also what a partner under an ordinary contract is told. */
export class MethodApprovalLapsed extends DomainError {
  readonly code = 'METHOD_APPROVAL_LAPSED';
  readonly category = 'forbidden';

  constructor() {
    super(
      'The approval of the method is over in this market. Nothing is sold until a new one is recorded by one person and confirmed by another.',
    );
  }
}

export class MethodApprovalNotYet extends DomainError {
  readonly code = 'METHOD_APPROVAL_NOT_YET';
  readonly category = 'invalid';

  constructor() {
    super('The approval is of a day that is still to come in this market. Record it from that day on.');
  }
}

export class MarketHasReleases extends DomainError {
  readonly code = 'MARKET_HAS_RELEASES';
  readonly category = 'conflict';

  constructor() {
    super('Something was released of this market: who its people are cannot be said anew.');
  }
}

/** What the state of a market does not permit. */
export class MarketNotSelling extends DomainError {
  readonly code = 'MARKET_NOT_SELLING';
  readonly category = 'forbidden';

  constructor(obstacle: Exclude<SaleObstacle, 'approval-lapsed'>) {
    super(OBSTACLES[obstacle]);
  }
}

const OBSTACLES = {
  'in-preparation': 'The market is in preparation: nothing of it is sold yet.',
  'in-pilot': 'The market is in its pilot: only pilot contracts are answered.',
  'not-simulated': 'A sandbox is for markets of simulated people only.',
} as const;

export const toSaleError = (obstacle: SaleObstacle): DomainError =>
  obstacle === 'approval-lapsed' ? new MethodApprovalLapsed() : new MarketNotSelling(obstacle);

/** The error that a refused step is told with. */
export function toStepError(refusal: MarketRefusal, step: MarketStep, state: string): DomainError {
  switch (refusal) {
    case 'STEP_NOT_POSSIBLE':
      return new MarketStepNotPossible(step, state);
    case 'REASON_MISSING':
      return new MarketReasonMissing();
    case 'NOTHING_TO_CONFIRM':
      return new NothingToConfirm();
    case 'SECOND_PERSON_NEEDED':
      return new SecondPersonNeeded();
    case 'APPROVAL_MISSING':
      return new MethodApprovalMissing();
    case 'APPROVAL_LAPSED':
      return new MethodApprovalLapsed();
    case 'APPROVAL_NOT_YET':
      return new MethodApprovalNotYet();
    case 'HAS_RELEASES':
      return new MarketHasReleases();
  }
}
