import { DomainError } from '@passant/platform';
import type { ContractState } from './domain/contract-state';
import { type Missing, toSentence } from './domain/entitlement';

export class ContractUnknown extends DomainError {
  readonly code = 'CONTRACT_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such contract.');
  }
}

export class ContractStepNotPossible extends DomainError {
  readonly code = 'CONTRACT_STEP_NOT_POSSIBLE';
  readonly category = 'conflict';

  constructor(step: string, state: ContractState) {
    super(`A contract that is ${state} cannot take the step "${step}".`);
  }
}

export class CreatorMayNotApprove extends DomainError {
  readonly code = 'CREATOR_MAY_NOT_APPROVE';
  readonly category = 'forbidden';

  constructor() {
    super('Whoever wrote this does not approve it: a second person has to.');
  }
}

export class ReasonMissing extends DomainError {
  readonly code = 'REASON_MISSING';
  readonly category = 'invalid';

  constructor() {
    super('Say why: this step changes what a partner relies on.');
  }
}

export class ContractVersionsOverlap extends DomainError {
  readonly code = 'CONTRACT_VERSIONS_OVERLAP';
  readonly category = 'conflict';

  constructor() {
    super(
      'Versions follow one another: this one would begin before an earlier one, or after a later one, that is approved.',
    );
  }
}

export class ContractChanged extends DomainError {
  readonly code = 'CONTRACT_CHANGED';
  readonly category = 'conflict';

  constructor() {
    super('Somebody else changed this contract in the meantime. Look at it again.');
  }
}

export class ContractNotAttested extends DomainError {
  readonly code = 'CONTRACT_NOT_ATTESTED';
  readonly category = 'conflict';

  constructor(version: number) {
    super(
      `The buyer has not attested version ${version}: what it will not do with figures, and whom it does not act for. Record that first.`,
    );
  }
}

export class AttestationIncomplete extends DomainError {
  readonly code = 'ATTESTATION_INCOMPLETE';
  readonly category = 'invalid';

  constructor(missing: readonly string[]) {
    super(`The buyer attests every refused use and buyer. Missing: ${missing.join(', ')}.`);
  }
}

export class AttestationNotPossible extends DomainError {
  readonly code = 'ATTESTATION_NOT_POSSIBLE';
  readonly category = 'conflict';

  constructor() {
    super('This version is attested or in force already, or its contract is over: what was attested stays.');
  }
}

export class ContractTermsInvalid extends DomainError {
  readonly code = 'CONTRACT_TERMS_INVALID';
  readonly category = 'invalid';

  constructor(problems: readonly string[]) {
    super(problems.join(' '));
  }
}

export class ContractNotActive extends DomainError {
  readonly code = 'CONTRACT_NOT_ACTIVE';
  readonly category = 'forbidden';

  constructor(state: ContractState | 'missing' | 'not yet in effect') {
    super(
      state === 'missing'
        ? 'There is no contract for these credentials, so there is nothing to ask.'
        : `The contract is ${state}: only an active contract is answered.`,
    );
  }
}

export class EntitlementMissing extends DomainError {
  readonly code = 'ENTITLEMENT_MISSING';
  readonly category = 'forbidden';

  constructor(missing: readonly Missing[]) {
    super(`The contract does not cover this question. Missing: ${missing.map(toSentence).join('; ')}.`);
  }
}
