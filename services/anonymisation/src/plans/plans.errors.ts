import { DomainError } from '@passant/platform';

export class ZonePlanInvalid extends DomainError {
  readonly code = 'ZONE_PLAN_INVALID';
  readonly category = 'invalid';

  constructor(problem: string) {
    super(`The zone plan cannot be used: ${problem}.`);
  }
}
