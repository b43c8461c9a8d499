import { DomainError } from '@passant/platform';

export class MonthUnreadable extends DomainError {
  readonly code = 'MONTH_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('A month is written YYYY-MM, e.g. 2026-06.');
  }
}
