import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { InternalTokenVerifier } from '../auth/internal-token';
import { isOpenRoute } from '../auth/open-routes';
import { findClaims, setClaims } from '../auth/request-claims';
import { sendError, toClientError } from '../errors/error-filter';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Authenticates before anything of a request is parsed; an unknown address is 401 too. */
export function addAuthentication(fastify: FastifyInstance, verifier: InternalTokenVerifier): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (isOpenRoute(request)) return;
    try {
      setClaims(request, await verifier.verify(request.headers.authorization));
    } catch (error) {
      sendError(reply, toClientError(error));
      return reply;
    }
    // A body hash proves nothing about a query string.
    if (request.routeOptions.url === '/graphql' && request.method !== 'POST') return reply.code(405).send();
  });
}

/** Headers a browser should see, where the route set none of its own. */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
}

/** One line a request: route patterns, never addresses, queries or bodies. */
export function addRequestLog(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', async (request, reply) => {
    if (isOpenRoute(request)) return;
    logger.info({
      event: 'request.answered',
      requestId: findClaims(request)?.requestId,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
}

/** A kept connection that was busy when the service began to stop would hold it up; its answer says good-bye. */
export function addFarewell(fastify: FastifyInstance): void {
  let isStopping = false;
  fastify.addHook('preClose', async () => void (isStopping = true));
  fastify.addHook('onSend', async (_request, reply) => void (isStopping && reply.header('connection', 'close')));
}
