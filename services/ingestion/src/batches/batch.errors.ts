import { DomainError } from '@passant/platform';
import type { BatchId } from '@passant/contracts';

/** Why a file was refused whole. The message is ours and shows nothing of its rows. */
export type RefusalCode =
  | 'FILE_EMPTY'
  | 'FILE_TRUNCATED'
  | 'FILE_DAMAGED'
  | 'FILE_TOO_DENSE'
  | 'WRONG_COLUMNS'
  | 'UPLOAD_LOST'
  | 'PANEL_BROKEN'
  | 'STOP_LIST_BROKEN'
  | 'EXPIRED'
  | 'GIVEN_UP';

/** The batch fails for good, and nothing of its file is taken. */
export class BatchRefused extends Error {
  override readonly name = 'BatchRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

export class FileKnown extends DomainError {
  readonly code = 'FILE_KNOWN';
  readonly category = 'conflict';

  constructor(readonly batchId: BatchId) {
    super('This very file was received before; it is not taken again.');
  }
}

export class EventsMissing extends DomainError {
  readonly code = 'EVENTS_MISSING';
  readonly category = 'invalid';

  constructor() {
    super('Send the events as the body of the request: CSV or gzip.');
  }
}

export class UploadCutShort extends DomainError {
  readonly code = 'UPLOAD_CUT_SHORT';
  readonly category = 'invalid';

  constructor() {
    super('The upload broke off; nothing of it was kept.');
  }
}

/** Answered with 507; nothing was kept. */
export class StorageFull extends DomainError {
  readonly code = 'STORAGE_FULL';
  readonly category = 'unavailable';

  constructor() {
    super('There is no room for this file. Nothing of it was kept; send it again when there is.');
  }
}
