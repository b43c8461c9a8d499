import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

const failure = (code: string, category: string, message: string) =>
  new GraphQLError(message, { extensions: { code, category } });

export const partUnavailable = () =>
  failure(
    'SERVICE_UNAVAILABLE',
    'unavailable',
    'A part of the answer is not available at the moment. Try again later.',
  );

export const operationTimedOut = () =>
  failure('OPERATION_TIMED_OUT', 'unavailable', 'The operation took too long. Ask for less at once.');

export const introspectionRefused = () =>
  failure('INTROSPECTION_DISABLED', 'forbidden', 'Introspection is not available here.');

export const operationTooExpensive = (points: number, limit: number) =>
  failure(
    'OPERATION_TOO_EXPENSIVE',
    'too_large',
    `The operation costs ${points} points, and one may cost ${limit}. Ask for shorter lists or fewer fields at once.`,
  );

/** @param waitSeconds until the caller's budget is whole again */
export const budgetSpent = (waitSeconds: number) =>
  new GraphQLError(`The points of this minute are spent. Try again in ${waitSeconds} s.`, {
    extensions: {
      ...{ code: 'COST_BUDGET_SPENT', category: 'too_many' },
      http: { status: 429, headers: new HeaderMap([['retry-after', String(waitSeconds)]]) },
    },
  });
