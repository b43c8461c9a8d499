import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor, ServiceName } from '@passant/contracts';
import { internalToken } from './internal-token';

export interface GraphqlAnswer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[] | undefined;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body?: string | Buffer;
  readonly contentType?: string;
  readonly headers?: Record<string, string>;
}

/** Asks a wired service as the gateway would, without a socket. */
export class ServiceClient {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly service: ServiceName,
  ) {}

  async graphql<Data = Record<string, unknown>>(
    actor: Actor,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<GraphqlAnswer<Data>> {
    const body = JSON.stringify({ query, variables });
    const response = await this.request(actor, {
      method: 'POST',
      url: '/graphql',
      body,
      contentType: 'application/json',
    });
    const { data, errors } = response.json<{ data?: Data; errors?: GraphqlAnswer<Data>['errors'] }>();
    return { status: response.statusCode, data, errors };
  }

  /** Small bodies are hashed into the token, others are streamed without. */
  async request(actor: Actor, { method, url, body, contentType, headers = {} }: HttpRequest) {
    const isHashed = contentType === 'application/json' || contentType === 'application/x-www-form-urlencoded';
    const token = await internalToken(actor, {
      aud: this.service,
      ...(isHashed && body !== undefined ? { body } : {}),
    });
    return this.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${token}`,
        ...(contentType ? { 'content-type': contentType } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
  }
}
