import { DomainError } from '@passant/platform';

export class StopListInvalid extends DomainError {
  readonly code = 'STOP_LIST_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('The stop list is not what was announced.');
  }
}
