import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { anonymous, internalToken } from '@passant/testing';

/**
 * A real address for a browser before one service: passes requests on with the gateway's token, as the gateway does, and each browser's
 * requests as from an address of its own (`x-test-address`).
 */
export class PageOrigin {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(service: string): Promise<PageOrigin> {
    const server = createServer((request, response) => {
      void passOn(service, request)
        .then(async (answer) => {
          response.writeHead(answer.status, toHeaders(answer.headers));
          response.end(Buffer.from(await answer.arrayBuffer()));
        })
        .catch(() => response.writeHead(502).end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageOrigin(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function passOn(service: string, request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  const token = await internalToken(anonymous, { aud: 'consent', ...(body ? { body } : {}) });
  const { cookie = '', 'content-type': type, 'accept-language': languages = '' } = request.headers;
  return fetch(`${service}${request.url}`, {
    method: request.method,
    body,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      cookie,
      'accept-language': languages,
      'x-forwarded-for': String(request.headers['x-test-address'] ?? '192.0.2.77'),
      ...(type ? { 'content-type': type } : {}),
    },
  });
}

function toHeaders(headers: Headers): Record<string, string | string[]> {
  const skipped = ['connection', 'transfer-encoding', 'content-length', 'content-encoding', 'keep-alive', 'set-cookie'];
  const kept = [...headers].filter(([name]) => !skipped.includes(name));
  return { ...Object.fromEntries(kept), 'set-cookie': headers.getSetCookie() };
}
