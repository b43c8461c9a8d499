import { DomainError } from '@passant/platform';

export class ExportUnknown extends DomainError {
  readonly code = 'EXPORT_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such export.');
  }
}

export class ExportsTooMany extends DomainError {
  readonly code = 'EXPORTS_TOO_MANY';
  readonly category = 'too_many';

  constructor(most: number) {
    super(`At most ${most} exports are written at once. Wait until one is finished.`);
  }
}
