import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '@passant/contracts';
import { NotAuthenticated } from '@passant/platform';
import type { Authenticator } from '../authentication/authenticator';
import { NothingHere, ServiceUnavailable } from '../errors';
import type { AddressLimits } from '../limits/address-limits';
import type { InternalTokens } from '../services/internal-tokens';
import type { ServiceConnections } from '../services/service-connections';
import { resumeSession } from '../session/session.routes';
import type { Sessions } from '../session/sessions';
import { camaraErrors } from './camara-errors';
import { toClientHeaders, toServiceHeaders } from './headers';
import { toProxiedPath } from './proxied-path';
import type { ProxiedRoute } from './routes';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const;
const SMALL_TIMEOUT_MS = 10_000;
const NO_TIMEOUT = 0;
const ANYONE: Actor = { kind: 'anonymous' };

export interface ProxyParts {
  /** Of people at the pages; absent where nobody can log in to one. */
  readonly sessions?: Sessions | undefined;
  readonly authenticator: Authenticator;
  readonly addresses: AddressLimits;
  readonly connections: ServiceConnections;
  readonly tokens: InternalTokens;
}

/** Passes one part of the addresses on to its service, with the gateway's token in place of the caller's. */
export const proxy =
  (route: ProxiedRoute, { authenticator, sessions, addresses, connections, tokens }: ProxyParts): FastifyPluginAsync =>
  async (app) => {
    const { prefix, service, callers, body } = route;
    await app.register(replyFrom, {
      base: connections.addresses[service],
      undici: connections.to(service),
      disableRequestLogging: true,
    });
    takeBodies(app, body);

    if (route.errors === 'camara') camaraErrors(app);
    if (callers !== 'anyone') {
      app.addHook('onRequest', async (request, reply) => {
        const { authorization } = request.headers;
        if (authorization === undefined && route.fromPages && sessions !== undefined) {
          const { actor } = await resumeSession(sessions, request, reply);
          if (actor.kind !== 'staff') throw new NotAuthenticated();
          request.actor = actor;
          // The log-in stays here: the service gets the gateway's token.
          delete request.headers.cookie;
        } else request.actor = await authenticator.authenticate(authorization, callers);
      });
    } else {
      app.addHook('onRequest', async ({ ip }) => addresses.count(prefix, ip));
    }

    const passOn = async (request: FastifyRequest, reply: FastifyReply) => {
      const path = toProxiedPath(request.url, prefix);
      if (path === undefined) throw new NothingHere();
      const sent = Buffer.isBuffer(request.body) ? request.body : undefined;
      const internalToken = await tokens.mint({
        service,
        actor: request.actor ?? ANYONE,
        requestId: request.id,
        body: sent,
      });
      return reply.from(path, {
        ...(sent === undefined ? {} : { body: sent, contentType: request.headers['content-type'] ?? '' }),
        timeout: body === 'streamed' ? NO_TIMEOUT : SMALL_TIMEOUT_MS,
        retryDelay: () => null,
        rewriteRequestHeaders: (_request, headers) =>
          toServiceHeaders(headers, {
            internalToken,
            clientAddress: request.ip,
            clientAuthorization: route.passesAuthorization ? request.headers.authorization : undefined,
          }),
        rewriteHeaders: toClientHeaders,
        onError: (failed, { error }) => {
          request.log.warn({ event: 'proxy.failed', service, reason: error.name });
          void failed.send(new ServiceUnavailable());
        },
      });
    };
    for (const url of [prefix, `${prefix}/*`]) {
      app.route({ method: [...METHODS], url, handler: passOn, helmet: false });
    }
  };

/** `streamed` bodies pass through untouched and unmeasured; `small` ones are kept as the bytes they are, up to the app's limit. */
function takeBodies(app: FastifyInstance, body: ProxiedRoute['body']): void {
  app.removeAllContentTypeParsers();
  if (body === 'streamed') app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  else app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
}
