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
  const end = new AbortController();
  const startTime = (limitMs: number) => {
    const timer = setTimeout(() => end.abort(), limitMs);
    answer.once('close', () => clearTimeout(timer));
  };
  answer.once('close', () => end.abort());
  return { actor: request.actor, requestId: request.id, signal: end.signal, startTime };
}
