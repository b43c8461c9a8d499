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
