import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { selfSigned } from './self-signed';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A partner's endpoint: HTTPS on this machine. It answers what `answers` holds, then 204. */
export class Sink {
  readonly received: Received[] = [];
  readonly answers: { status: number; headers?: Record<string, string> }[] = [];
  private constructor(
    private readonly server: Server,
    readonly certificate: string,
  ) {}

  static async start(): Promise<Sink> {
    const { certificate, key } = selfSigned();
    const server = createServer({ cert: certificate, key });
    const sink = new Sink(server, certificate);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      sink.received.push({ path: request.url ?? '', headers: request.headers, body });
      const { status, headers } = sink.answers.shift() ?? { status: 204 };
      response.writeHead(status, headers).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sink;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `https://localhost:${this.port}/sink`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
