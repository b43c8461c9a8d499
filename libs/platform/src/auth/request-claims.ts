import type { Actor, InternalClaims } from '@passant/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotAuthenticated } from '../errors/domain-error';

const claimsOfRequests = new WeakMap<object, InternalClaims>();

/** What the gateway's token said about a request. Kept beside it, so that nothing a client sends can pose as it. */
export const setClaims = (request: FastifyRequest, claims: InternalClaims): void =>
  void claimsOfRequests.set(request.raw, claims);

export const findClaims = (request: FastifyRequest | undefined): InternalClaims | undefined =>
  request && claimsOfRequests.get(request.raw);

/** The request of a GraphQL or HTTP handler. Reference resolvers get their arguments in another order, so it is looked for. */
export function findRequest(context: ExecutionContext): FastifyRequest | undefined {
  if (context.getType<'http' | 'graphql'>() === 'http') return context.switchToHttp().getRequest<FastifyRequest>();
  for (const argument of context.getArgs<unknown[]>()) {
    if (isGraphqlContext(argument)) return argument.req;
  }
  return undefined;
}

/** What a resolver gets by `@Context()`. One object per operation: loaders may hang on it. */
export interface GraphqlContext {
  readonly req: FastifyRequest;
}

const isGraphqlContext = (value: unknown): value is GraphqlContext =>
  typeof value === 'object' && value !== null && 'req' in value && claimsOfRequests.has(rawOf(value.req));

const rawOf = (request: unknown): object =>
  typeof request === 'object' && request !== null && 'raw' in request ? (request.raw as object) : {};

/** Who asks. @throws NotAuthenticated */
export function getActor(context: ExecutionContext): Actor {
  const claims = findClaims(findRequest(context));
  if (!claims) throw new NotAuthenticated();
  return claims.actor;
}

export function getRequestId(context: ExecutionContext): string {
  const claims = findClaims(findRequest(context));
  if (!claims) throw new NotAuthenticated();
  return claims.requestId;
}

/** The {@link Actor} of a resolver's or controller's request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => getActor(context));

/** The gateway's id of a resolver's or controller's request. */
export const CurrentRequestId = createParamDecorator((_: unknown, context: ExecutionContext) => getRequestId(context));
