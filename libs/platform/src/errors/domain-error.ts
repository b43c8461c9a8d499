export const CATEGORIES = [
  'invalid',
  'not_found',
  'conflict',
  'forbidden',
  'unauthenticated',
  'unavailable',
  'too_many',
  'too_large',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a client or a job may be told. The message is fit for a client and free of identifiers; the code is stable. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly category: Category;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotAuthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  readonly category = 'unauthenticated';

  constructor() {
    super('This request carries no valid token.');
  }
}

export class NotAllowed extends DomainError {
  readonly code = 'FORBIDDEN';
  readonly category = 'forbidden';

  constructor(message = 'This token does not allow this request.') {
    super(message);
  }
}
