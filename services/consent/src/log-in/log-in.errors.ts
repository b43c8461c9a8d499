import { DomainError } from '@passant/platform';

export class NumberUnreadable extends DomainError {
  readonly code = 'NUMBER_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('This is not a mobile number of a country where Passant works.');
  }
}

export class TooManyCodes extends DomainError {
  readonly code = 'TOO_MANY_CODES';
  readonly category = 'too_many';

  constructor() {
    super('Too many codes were asked for. Please try again later.');
  }
}

export class CodeWrong extends DomainError {
  readonly code = 'CODE_WRONG';
  readonly category = 'unauthenticated';

  constructor() {
    super('This code is wrong, was used, or is older than 10 minutes.');
  }
}
