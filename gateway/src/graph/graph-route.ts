import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { NotAuthenticated } from '@passant/platform';
import type { Authenticator } from '../authentication/authenticator';
import type { GraphContext } from './graph-context';
import { LIMITS } from './limits';

/** `/graphql`: the caller is known before a byte of the body is read. */
export const graphRoute =
  (server: ApolloServer<GraphContext>, authenticator: Authenticator): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request) => {
      request.actor = await authenticator.authenticate(request.headers.authorization, 'partners-and-staff');
    });

    app.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      bodyLimit: LIMITS.bodyBytes,
      handler: fastifyApolloHandler(server, { context: async (request, reply) => toContext(request, reply.raw) }),
    });
  };

function toContext(request: FastifyRequest, answer: NodeJS.EventEmitter): GraphContext {
  if (request.actor === null) throw new NotAuthenticated();
  const callerGone = new AbortController();
  answer.once('close', () => callerGone.abort());
  const signal = AbortSignal.any([callerGone.signal, AbortSignal.timeout(LIMITS.operationMs)]);
  return { actor: request.actor, requestId: request.id, signal };
}
