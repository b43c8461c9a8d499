import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '@passant/contracts';
import { DomainError } from '@passant/platform';

export class IdempotencyKeyInvalid extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_INVALID';
  readonly category = 'invalid';

  constructor() {
    super('An Idempotency-Key is 8 to 200 letters, digits or signs, without spaces.');
  }
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * What a request is known by to the services, and charged by: our own id, or, where a partner names an `Idempotency-Key`, one
 * that it shares with this partner's other requests under that key and with nobody else's (a UUID of version 8).
 *
 * @throws IdempotencyKeyInvalid
 */
export function toRequestId(
  request: { readonly id: string; readonly headers: IncomingHttpHeaders },
  actor: Actor,
): string {
  const key = request.headers['idempotency-key'];
  if (actor.kind !== 'partner' || key === undefined) return request.id;
  if (typeof key !== 'string' || !KEY.test(key)) throw new IdempotencyKeyInvalid();
  const hex = createHash('sha256').update(`${actor.clientId}\n${key}`).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
