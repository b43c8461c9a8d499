import { DomainError, toClientError } from '@passant/platform';
import { DensityRefused } from './density.errors';
import { type CamaraError, PROBLEMS } from './domain/problem';

/** Any error in CAMARA's shape (Commonalities 0.6): own refusals as they are, others by code, then by HTTP status. */
export function toCamaraError(error: unknown): CamaraError {
  if (error instanceof DensityRefused) return error.camara;
  const { status, code, message } = toClientError(error);
  const known = error instanceof DomainError ? BY_CODE[code] : undefined;
  const [camaraStatus, camaraCode] = known ??
    BY_STATUS[status] ?? [status, status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL'];
  return { status: camaraStatus, code: camaraCode, message };
}

const { argument, 'too-big': tooBig } = PROBLEMS;

const BY_CODE: Readonly<Record<string, readonly [number, string]>> = {
  BODY_UNREADABLE: [argument.status, argument.code],
  QUOTA_EXCEEDED: [429, 'QUOTA_EXCEEDED'],
  RATE_EXCEEDED: [429, 'TOO_MANY_REQUESTS'],
  QUESTION_TOO_LARGE: [tooBig.status, tooBig.code],
};

const BY_STATUS: Readonly<Record<number, readonly [number, string]>> = {
  400: [400, argument.code],
  401: [401, 'UNAUTHENTICATED'],
  403: [403, 'PERMISSION_DENIED'],
  404: [404, 'NOT_FOUND'],
  409: [409, 'ABORTED'],
  413: [400, argument.code],
  415: [415, 'UNSUPPORTED_MEDIA_TYPE'],
  422: [400, argument.code],
  429: [429, 'TOO_MANY_REQUESTS'],
  500: [500, 'INTERNAL'],
  503: [503, 'UNAVAILABLE'],
};
