import { DomainError } from '@passant/platform';

export class FileEmpty extends DomainError {
  readonly code = 'FILE_EMPTY';
  readonly category = 'invalid';

  constructor() {
    super('The file has no header line.');
  }
}

export class WrongDelimiter extends DomainError {
  readonly code = 'WRONG_DELIMITER';
  readonly category = 'invalid';

  constructor() {
    super('The header is not separated by commas.');
  }
}

export class ColumnsMissing extends DomainError {
  readonly code = 'COLUMNS_MISSING';
  readonly category = 'invalid';

  constructor(columns: readonly string[]) {
    super(`The header lacks: ${columns.join(', ')}.`);
  }
}

export class MarketUnreadable extends DomainError {
  readonly code = 'MARKET_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('A market id has 1 to 63 letters, digits, dots, dashes or underscores.');
  }
}

export class ImportHeld extends DomainError {
  readonly code = 'JOURNAL_UNWRITABLE';
  readonly category = 'unavailable';

  constructor() {
    super('Decisions that permit something cannot be taken while withdrawals cannot be kept. Please try again later.');
  }
}

export class ContentTypeUnusable extends DomainError {
  readonly code = 'CONTENT_TYPE_UNUSABLE';
  readonly category = 'invalid';

  constructor() {
    super('Send the file as text/csv.');
  }
}
