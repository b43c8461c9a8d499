import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Args, GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { getActor, getRequestId } from '../auth/request-claims';
import { NotAllowed } from '../errors/domain-error';
import type { Act } from './act';
import { IdempotencyKeyInvalid } from './acts.errors';

/** 16 characters or more, since kept answers are sealed under it: a UUID is a good key. */
const KEY = /^[\w-]{16,128}$/;

function toKey(given: unknown): string | null {
  if (given === undefined || given === null) return null;
  if (typeof given !== 'string' || !KEY.test(given)) throw new IdempotencyKeyInvalid();
  return given;
}

function getStaffId(context: ExecutionContext): string {
  const actor = getActor(context);
  if (actor.kind !== 'staff') throw new NotAllowed();
  return actor.staffId;
}

const ActOfMutation = createParamDecorator((_: unknown, context: ExecutionContext): Act => {
  const graphql = GqlExecutionContext.create(context);
  const { idempotencyKey, ...payload } = graphql.getArgs<Record<string, unknown>>();
  return {
    name: graphql.getInfo<GraphQLResolveInfo>().fieldName,
    staffId: getStaffId(context),
    requestId: getRequestId(context),
    idempotencyKey: toKey(idempotencyKey),
    payload,
  };
});

const DESCRIPTION =
  'Any 16 to 128 letters, digits, - and _, a UUID for one. The same request with the same key gets the first answer for a day.';

/** The {@link Act} of a mutation, as its last parameter; gives the mutation the argument `idempotencyKey`. */
export const CurrentAct =
  (): ParameterDecorator =>
  (target, method, index): void => {
    ActOfMutation()(target, method, index);
    // An argument of the graph that is no parameter of its own: it stands behind the last one, where nobody reads it.
    Args('idempotencyKey', { type: () => String, nullable: true, description: DESCRIPTION })(
      target,
      method!,
      index + 1,
    );
  };

/** What an upload's handler needs to note who sent it: as `Act`, but without a key (its content is its key). */
export const CurrentUpload = createParamDecorator(
  (name: string, context: ExecutionContext): Pick<Act, 'name' | 'staffId' | 'requestId'> => ({
    name,
    staffId: getStaffId(context),
    requestId: getRequestId(context),
  }),
);
