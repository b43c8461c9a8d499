import { DomainError } from '../errors/domain-error';

/** "Not yet": the job comes back a little later, with no alarm and no attempt counted. */
export class JobNotReady extends Error {
  override readonly name = 'JobNotReady';

  /** @param code what it waits for, e.g. `WAITS_FOR_PANEL` */
  constructor(readonly code: string) {
    super('This job cannot be done yet.');
  }
}

export class JobPayloadInvalid extends DomainError {
  readonly code = 'JOB_PAYLOAD_INVALID';
  readonly category = 'invalid';

  constructor(job: string, fields: readonly string[]) {
    super(`The payload of ${job} is not as defined: ${fields.join(', ')}.`);
  }
}

export class JobPayloadTooLarge extends DomainError {
  readonly code = 'JOB_PAYLOAD_TOO_LARGE';
  readonly category = 'too_large';

  constructor(job: string) {
    super(`The payload of ${job} is larger than 64 KB: send a claim check.`);
  }
}

export class JobTooOld extends DomainError {
  readonly code = 'JOB_TOO_OLD';
  readonly category = 'invalid';

  constructor() {
    super('This job is so old that nobody remembers whether it was done. Look whether it was, and replay it if not.');
  }
}
