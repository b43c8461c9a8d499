import { DomainError } from '@passant/platform';

export class DayNotRequestable extends DomainError {
  readonly code = 'DAY_NOT_REQUESTABLE';
  readonly category = 'invalid';

  constructor() {
    super('A panel exists for days up to tomorrow only.');
  }
}

export class PanelAlreadyElsewhere extends DomainError {
  readonly code = 'PANEL_ALREADY_ELSEWHERE';
  readonly category = 'conflict';

  constructor() {
    super('A panel of this day was handed over before this database was restored. There is never a second one.');
  }
}

export class DayUnreadable extends DomainError {
  readonly code = 'DAY_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('A market id, a day or a month is unreadable. A day is written YYYY-MM-DD, a month YYYY-MM.');
  }
}
