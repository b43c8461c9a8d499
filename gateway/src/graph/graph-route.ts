import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyPluginAsync, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { NotAuthenticated } from '@passant/platform';
import type { Authenticator } from '../authentication/authenticator';
import { resumeSession } from '../session/session.routes';
import type { Sessions } from '../session/sessions';
import type { GraphContext } from './graph-context';
import type { GraphServers } from './graph-server';
import { LIMITS } from './limits';

export interface GraphCallers {
  readonly authenticator: Authenticator;
  /** Of people at the pages; absent where nobody can log in to one. */
  readonly sessions?: Sessions;
}

/** `/graphql`: the caller is known before a byte of the body is read, by token or, at a page of ours, by session. */
export const graphRoute =
  (servers: GraphServers, { authenticator, sessions }: GraphCallers): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      const { authorization } = request.headers;
      request.actor =
        authorization === undefined && sessions !== undefined
          ? (await resumeSession(sessions, request, reply)).actor
          : await authenticator.authenticate(authorization, 'partners-and-staff');
    });

    const answerFrom = (server: ApolloServer<GraphContext>) =>
      fastifyApolloHandler(server, {
        context: async (request, reply) => toContext(request, reply.raw),
      }) as unknown as RouteHandlerMethod;
    const answers = { partner: answerFrom(servers.partner), staff: answerFrom(servers.staff) };
    app.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      bodyLimit: LIMITS.bodyBytes,
      handler(request, reply) {
        const answer = request.actor?.kind === 'staff' ? answers.staff : answers.partner;
        return answer.call(this, request, reply);
      },
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
