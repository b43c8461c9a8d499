import { DomainError } from '@passant/platform';

export class NetworkFileKindUnknown extends DomainError {
  readonly code = 'NETWORK_FILE_KIND_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('Network files are cells, zones, places or population.');
  }
}

export class MarketInvalid extends DomainError {
  readonly code = 'MARKET_INVALID';
  readonly category = 'invalid';

  constructor(problems: string) {
    super(`The market is not described rightly: ${problems}.`);
  }
}

export class LocationErrorInvalid extends DomainError {
  readonly code = 'LOCATION_ERROR_INVALID';
  readonly category = 'invalid';

  constructor(problems: string) {
    super(
      `The location error is not one (${problems}): give 0 ≤ median ≤ p90, as shares, and in source, one line of at most 200 characters, on whom it was measured; or leave it out.`,
    );
  }
}

export class NetworkFileTooLarge extends DomainError {
  readonly code = 'NETWORK_FILE_TOO_LARGE';
  readonly category = 'too_large';

  constructor() {
    super('A network file may have 64 MB at most.');
  }
}

export class NetworkFileEmpty extends DomainError {
  readonly code = 'NETWORK_FILE_EMPTY';
  readonly category = 'invalid';

  constructor() {
    super('The file is empty.');
  }
}

export class ZonePlanUnknown extends DomainError {
  readonly code = 'ZONE_PLAN_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such zone plan.');
  }
}

export class ZonePlanMissing extends DomainError {
  readonly code = 'ZONE_PLAN_MISSING';
  readonly category = 'conflict';

  constructor() {
    super('This market has no approved zone plan: upload its cells, propose a plan and have two people approve it.');
  }
}

const WHY = {
  'not-proposed': 'This plan is not waiting for approval.',
  'own-proposal': 'Who proposed a plan cannot approve it.',
  'approved-before': 'A second, different person must approve this plan.',
} as const;

export class ApprovalRefused extends DomainError {
  readonly code = 'APPROVAL_REFUSED';
  readonly category = 'conflict';

  constructor(why: keyof typeof WHY) {
    super(WHY[why]);
  }
}
