import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { type Category, DomainError } from './domain-error';
import { toSafeError } from './safe-error';

const HTTP_STATUS = {
  invalid: 422,
  not_found: 404,
  conflict: 409,
  forbidden: 403,
  unauthenticated: 401,
  unavailable: 503,
  too_many: 429,
  too_large: 413,
} satisfies Record<Category, number>;

export const MASKED_MESSAGE = 'Something went wrong on our side. Please try again later.';
const MASKED = { code: 'INTERNAL', category: 'unavailable', message: MASKED_MESSAGE } as const;

/** What a client is told: `status` for HTTP; `code` and `category` also in the extensions of a GraphQL error. */
export interface ClientError {
  readonly status: number;
  readonly code: string;
  readonly category: Category;
  readonly message: string;
}

/** Unknown errors are masked; framework errors keep their status and lose their text. */
export function toClientError(error: unknown): ClientError {
  if (error instanceof DomainError) {
    const { code, category, message } = error;
    return { status: HTTP_STATUS[category], code, category, message };
  }
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return { status: 500, ...MASKED };
  return { status, ...(REFUSED[status] ?? REFUSED[400]!) };
}

const refused = (code: string, category: Category, message: string) => ({ code, category, message });
const REFUSED: Record<number, Omit<ClientError, 'status'>> = {
  400: refused('BAD_REQUEST', 'invalid', 'This request cannot be read.'),
  401: refused('UNAUTHENTICATED', 'unauthenticated', 'This request carries no valid token.'),
  403: refused('FORBIDDEN', 'forbidden', 'This token does not allow this request.'),
  404: refused('NOT_FOUND', 'not_found', 'There is nothing at this address.'),
  413: refused('TOO_LARGE', 'too_large', 'This request is too large.'),
  415: refused('UNSUPPORTED_MEDIA_TYPE', 'invalid', 'This content type is not accepted here.'),
  429: refused('TOO_MANY', 'too_many', 'Too many requests. Please try again later.'),
};

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  return error.statusCode;
}

/** The one place where errors become answers, for GraphQL and HTTP. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Errors');

  catch(error: unknown, host: ArgumentsHost): unknown {
    const client = toClientError(error);
    if (client.status === 500) this.logger.error({ event: 'request.failed', error: toSafeError(error) });
    if (host.getType<'http' | 'graphql'>() === 'graphql') return toGraphQLError(client);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (!reply.sent) this.answer(reply, client);
    return undefined;
  }

  /** How an error is told over HTTP. */
  protected answer(reply: FastifyReply, client: ClientError): void {
    sendError(reply, client);
  }
}

export const toGraphQLError = ({ message, code, category }: ClientError): GraphQLError =>
  new GraphQLError(message, { extensions: { code, category } });

export const sendError = (reply: FastifyReply, { status, code, category, message }: ClientError): FastifyReply =>
  reply.code(status).type('application/json').send({ code, category, message });
