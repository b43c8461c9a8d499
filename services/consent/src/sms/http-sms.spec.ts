import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpSms } from './http-sms';

describe('5.4 the text message gateway', () => {
  let server: Server;
  let answer = 200;
  const received: string[] = [];
  const keys: unknown[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += String(chunk)));
      request.on('end', () => {
        received.push(body);
        keys.push(request.headers['idempotency-key']);
        response.writeHead(answer).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const sms = (): HttpSms => new HttpSms(`http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`);

  it('gets number and text', async () => {
    await sms().send({ id: 'one', to: '+4915123000000', text: 'hello' });
    expect(received).toEqual(['{"to":"+4915123000000","text":"hello"}']);
  });

  it('knows a repeat by its key', async () => {
    await sms().send({ id: 'one', to: '+4915123000000', text: 'hello' });
    expect(keys).toEqual(['one', 'one']);
  });

  it('is said to have failed without a word about whom', async () => {
    answer = 500;
    await expect(sms().send({ id: 'one', to: '+4915123000000', text: 'hello' })).rejects.toThrow(
      /^the text message gateway answered 500$/,
    );
  });
});
