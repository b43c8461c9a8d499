import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Args, GqlExecutionContext } from '@nestjs/graphql';
import { getActor } from '@passant/platform';
import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { Act } from '../acts/acts.service';
import { getStaffId } from './actors';
import { parseInput } from './parse-input';

/** 16 characters or more, since kept answers are sealed under it: a UUID is a good key. */
const keySchema = z.object({
  idempotencyKey: z
    .string()
    .regex(/^[\w-]{16,128}$/)
    .nullish(),
});

const ActOfMutation = createParamDecorator((_: unknown, context: ExecutionContext): Act => {
  const graphql = GqlExecutionContext.create(context);
  const { idempotencyKey, ...payload } = graphql.getArgs<Record<string, unknown>>();
  return {
    name: graphql.getInfo<GraphQLResolveInfo>().fieldName,
    staffId: getStaffId(getActor(context)),
    idempotencyKey: parseInput(keySchema, { idempotencyKey }).idempotencyKey ?? null,
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
