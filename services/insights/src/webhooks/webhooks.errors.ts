import { DomainError } from '@passant/platform';

export class WebhookUnknown extends DomainError {
  readonly code = 'WEBHOOK_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such webhook, or it was removed.');
  }
}

export class DeliveryUnknown extends DomainError {
  readonly code = 'WEBHOOK_DELIVERY_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such delivery that is dead.');
  }
}

const PROBLEMS = {
  'not-a-url': 'This is no address, or one of more than 2,048 characters.',
  'not-https': 'Webhooks are sent over HTTPS only.',
  'has-credentials': 'No user name or password in an address: messages are signed.',
  'not-public': 'This address is not on the public internet. Name one that is.',
};

export class WebhookTargetRefused extends DomainError {
  readonly code = 'WEBHOOK_TARGET_REFUSED';
  readonly category = 'invalid';

  constructor(problem: keyof typeof PROBLEMS) {
    super(PROBLEMS[problem]);
  }
}

export class WebhooksTooMany extends DomainError {
  readonly code = 'WEBHOOKS_TOO_MANY';
  readonly category = 'too_many';

  constructor(most: number) {
    super(`A client has at most ${most} webhooks. Remove one first.`);
  }
}

/** Its callers share one client: each would see, and could remove, where the others are called. */
export class SandboxHasNoWebhooks extends DomainError {
  readonly code = 'SANDBOX_HAS_NO_WEBHOOKS';
  readonly category = 'forbidden';

  constructor() {
    super('In a sandbox nobody is called back: ask instead.');
  }
}
