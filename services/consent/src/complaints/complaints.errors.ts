import { DomainError } from '@passant/platform';

export class ComplaintUnreadable extends DomainError {
  readonly code = 'COMPLAINT_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('A complaint has 1 to 5,000 characters, and at most 200 of how to reach you.');
  }
}

export class TooManyComplaints extends DomainError {
  readonly code = 'TOO_MANY_COMPLAINTS';
  readonly category = 'too_many';

  constructor() {
    super('Too many complaints came from this address within the hour. Please try again later, or write a letter.');
  }
}

export class ComplaintUnknown extends DomainError {
  readonly code = 'COMPLAINT_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such complaint.');
  }
}
