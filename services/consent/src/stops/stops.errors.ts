import { DomainError } from '@passant/platform';
import { ALONE_HOURS, type Refusal } from './domain/decide-stop';

export class StopUnknown extends DomainError {
  readonly code = 'STOP_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such stop.');
  }
}

export class StopInputInvalid extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  constructor(what: string) {
    super(`Not understood: ${what}.`);
  }
}

const WORDS = {
  STOP_IS_OVER: 'This stop is over: it was ended, or its 24 hours went by. Begin a new one.',
  STOP_NOT_STANDING: `This stop does not hold yet: it was asked for by an admin and lapses after ${ALONE_HOURS} hours unless a privacy officer confirms it.`,
  STOP_CONFIRMED: 'This stop was confirmed before.',
  NEEDS_ANOTHER: 'This needs a second person: not whoever did the first half.',
  NEEDS_OTHER_ROLE:
    'This needs a privacy officer and an admin to stop, and a privacy officer among the two who end it.',
  END_NOT_PROPOSED: 'Nobody has said yet why this stop should end: use resumeProcessing first.',
} satisfies Record<Refusal, string>;

export class StopRefused extends DomainError {
  readonly category;

  constructor(readonly code: Refusal) {
    super(WORDS[code]);
    this.category = code.startsWith('NEEDS') ? ('forbidden' as const) : ('conflict' as const);
  }
}
