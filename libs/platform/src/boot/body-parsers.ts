import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findClaims } from '../auth/request-claims';
import { sha256Hex } from '../auth/internal-token';
import { DomainError, NotAuthenticated } from '../errors/domain-error';

/** Bulk content: handed on as a stream, never held in memory. Its length is the reader's matter. */
export const STREAMED_TYPES = [
  'application/octet-stream',
  'text/csv',
  'application/gzip',
  'application/x-gzip',
  'application/geo+json',
];

class BodyUnreadable extends DomainError {
  readonly code = 'BODY_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('The body cannot be read.');
  }
}

/** Small bodies are parsed only after their hash was found in the gateway's token. */
export function addBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  addParser(fastify, 'application/json', (body) => (body.length === 0 ? undefined : parseJson(body)));
  addParser(fastify, 'application/x-www-form-urlencoded', (body) => parseForm(body));
  fastify.addContentTypeParser(STREAMED_TYPES, (_request, payload, done) => done(null, payload));
}

function addParser(fastify: FastifyInstance, type: string, parse: (body: Buffer) => unknown): void {
  fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) => {
    try {
      checkHash(request, body as Buffer);
      done(null, parse(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function checkHash(request: FastifyRequest, body: Buffer): void {
  const expected = findClaims(request)?.bodySha256;
  if (expected === undefined ? body.length > 0 : expected !== sha256Hex(body)) throw new NotAuthenticated();
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'), (key, value) => (key === '__proto__' ? undefined : value));
  } catch {
    throw new BodyUnreadable();
  }
}

/** Names given twice keep their last value. */
const parseForm = (body: Buffer): Record<string, string> =>
  Object.assign(Object.create(null), Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
