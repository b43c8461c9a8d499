import { createHmac } from 'node:crypto';

/** What a link says beside its path. */
export interface LinkQuery {
  readonly expires?: string | undefined;
  readonly signature?: string | undefined;
}

/** HMAC-SHA-256 of a path and the second (since 1970 UTC) after which it is good no more, base64url. */
export const signPath = (key: Uint8Array, path: string, expiresSeconds: number): string =>
  createHmac('sha256', key).update(`${path}\n${expiresSeconds}`).digest('base64url');

/** When a link says it ends; null where it says nothing that a link would say. */
export function readExpiry({ expires }: LinkQuery): number | null {
  return expires !== undefined && /^[1-9]\d{0,11}$/.test(expires) ? Number(expires) : null;
}
