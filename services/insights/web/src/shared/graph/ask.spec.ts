import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask } from './ask';

/** A graph on a real socket; pages ask by paths of their own site, which `fetch` outside a browser does not know. */
let server: Server;
let answer: { status: number; body: unknown } = { status: 200, body: {} };
const asked: { csrf: string | undefined; body: unknown }[] = [];
const plainFetch = globalThis.fetch;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      asked.push({ csrf: request.headers['x-passant-csrf'] as string | undefined, body: JSON.parse(text) });
      response.writeHead(answer.status, { 'content-type': 'application/json', 'x-request-id': 'r-1' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  globalThis.fetch = (path, init) => plainFetch(new URL(String(path), site), init);
});
afterAll(async () => {
  globalThis.fetch = plainFetch;
  await new Promise((done) => server.close(done));
});

const document = { name: 'both', text: 'query both { zones { id } clients { id } }' };

test('a request says that it is the page’s own', async () => {
  answer = { status: 200, body: { data: { zones: [] } } };
  await ask(document, { a: 1 });
  expect(asked.at(-1)).toEqual({
    csrf: '1',
    body: { query: document.text, variables: { a: 1 }, operationName: 'both' },
  });
});

test('a part that is missing stands beside those that are there', async () => {
  const error = { message: 'A part is missing.', path: ['clients'], extensions: { code: 'SERVICE_UNAVAILABLE' } };
  answer = { status: 200, body: { data: { zones: [], clients: null }, errors: [error] } };
  const { data, problems } = await ask(document, {});
  expect(data).toEqual({ zones: [], clients: null });
  expect(problems.map(({ code, part, requestId }) => [code, part, requestId])).toEqual([
    ['SERVICE_UNAVAILABLE', 'clients', 'r-1'],
  ]);
});

test.each([
  [401, {}, 'LOGGED_OUT'],
  [
    200,
    { data: null, errors: [{ message: 'no', extensions: { code: 'ENTITLEMENT_MISSING' } }] },
    'ENTITLEMENT_MISSING',
  ],
  [502, {}, 'INTERNAL'],
])('an answer of %i without data is %s → %s', async (status, body, code) => {
  answer = { status, body };
  await expect(ask(document, {})).rejects.toMatchObject({ code, requestId: 'r-1' });
});
