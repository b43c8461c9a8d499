import { DomainError } from '@passant/platform';

/** A file that the month refers to is not there. */
export class MarksMissing extends DomainError {
  readonly code = 'MARKS_MISSING';
  readonly category = 'not_found';

  constructor() {
    super('A file of the month is not there.');
  }
}

export class MarksAltered extends DomainError {
  readonly code = 'MARKS_ALTERED';
  readonly category = 'invalid';

  constructor() {
    super('A file of the month is not what was written.');
  }
}

/** What this attempt wrote was given up as left behind: it is written again. */
export class MarksLost extends DomainError {
  readonly code = 'MARKS_LOST';
  readonly category = 'conflict';

  constructor() {
    super('The marks of the day are no longer there.');
  }
}
