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

export class ImportIdUnreadable extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Not understood: import (a UUID of your own, by which a file that was cut off is taken up again).');
  }
}

export class ImportUnknown extends DomainError {
  readonly code = 'IMPORT_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such import. What became of a file is kept for 90 days.');
  }
}

export class ImportAnotherFile extends DomainError {
  readonly code = 'IMPORT_ANOTHER_FILE';
  readonly category = 'conflict';

  constructor() {
    super('This import began with another file, kind or market. Send that file again, or take a new import id.');
  }
}

export class ImportOvertaken extends DomainError {
  readonly code = 'IMPORT_OVERTAKEN';
  readonly category = 'conflict';

  constructor() {
    super('This import is being sent a second time at the same moment. Wait for one of the two.');
  }
}

export class ChangesUnreadable extends DomainError {
  readonly code = 'INPUT_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('Send at most 200 changes at once; more go into a file.');
  }
}
