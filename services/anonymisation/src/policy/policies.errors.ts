import { DomainError } from '@passant/platform';

/** Says every problem with its numbers: a policy is public. */
export class PolicyInvalid extends DomainError {
  readonly code = 'POLICY_INVALID';
  readonly category = 'invalid';

  constructor(problems: readonly string[]) {
    super(`The policy is refused: ${problems.join('; ')}.`);
  }
}

export class PolicyReasonInvalid extends DomainError {
  readonly code = 'POLICY_REASON_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('A policy needs a reason of 10 to 500 characters.');
  }
}

export class PolicyVersionUnknown extends DomainError {
  readonly code = 'POLICY_VERSION_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such version of the policy.');
  }
}

export class PolicyNeedsAnother extends DomainError {
  readonly code = 'POLICY_NEEDS_ANOTHER';
  readonly category = 'forbidden';

  constructor() {
    super('Who proposed a policy cannot approve it.');
  }
}
