import type { IncomingHttpHeaders } from 'node:http';

/** Headers that belong to one connection (RFC 9110 §7.6.1), and what only the gateway may say. */
const NOT_PASSED_ON = new Set([
  'authorization',
  'connection',
  'expect',
  'forwarded',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
  'x-request-id',
]);
const NOT_PASSED_BACK = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'server',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-powered-by',
]);

export interface Forwarded {
  readonly internalToken: string;
  readonly clientAddress: string;
  /** The caller's own `Authorization`, for an endpoint that authenticates by itself. */
  readonly clientAuthorization?: string;
}

/** What a service gets to see: the caller's headers, without any that pretend to come from a proxy, and the gateway's. */
export function toServiceHeaders(headers: IncomingHttpHeaders, forwarded: Forwarded): IncomingHttpHeaders {
  const passed = Object.entries(headers).filter(
    ([name]) => !NOT_PASSED_ON.has(name) && !name.startsWith('x-forwarded-'),
  );
  return {
    ...Object.fromEntries(passed),
    authorization: `Bearer ${forwarded.internalToken}`,
    'x-forwarded-for': forwarded.clientAddress,
    ...(forwarded.clientAuthorization === undefined
      ? {}
      : { 'x-forwarded-authorization': forwarded.clientAuthorization }),
  };
}

/** What the caller gets to see of a service's headers. */
export function toClientHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED_BACK.has(name.toLowerCase())));
}
