import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { waitFor } from '@passant/testing';
import { TestGateway } from './support/test-gateway';

const MEGABYTE = 1024 * 1024;

describe('what the gateway passes on', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await TestGateway.start();
  });
  afterEach(() => gateway.stop());

  test("a page keeps its own policy and cookies; the gateway's own answers have its headers", async () => {
    const page = await fetch(`${gateway.url}/decide`);
    expect(await page.text()).toBe('<h1>Your decision</h1>');
    expect(page.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'");
    expect(page.headers.get('set-cookie')).toContain('__Host-session');

    const own = await fetch(`${gateway.url}/health`);
    expect(own.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(own.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a service sees the address the request came from, whatever the request claims', async () => {
    await fetch(`${gateway.url}/decide?lang=de`, {
      headers: {
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-authorization': 'Basic made-up',
        forwarded: 'for=203.0.113.9',
        'x-real-ip': '203.0.113.9',
        cookie: '__Host-session=abc',
      },
    });
    const seen = gateway.services.consent.seen.at(-1);
    expect(seen?.url).toBe('/decide?lang=de');
    expect(seen?.headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(seen?.headers.cookie).toBe('__Host-session=abc');
    for (const name of ['x-forwarded-host', 'x-forwarded-authorization', 'forwarded', 'x-real-ip']) {
      expect(seen?.headers[name]).toBeUndefined();
    }
  });

  test('behind a trusted proxy the address is the one that proxy saw', async () => {
    const behind = await TestGateway.start({ trustedProxies: ['127.0.0.1'] });
    await fetch(`${behind.url}/decide`, { headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' } });
    expect(behind.services.consent.seen.at(-1)?.headers['x-forwarded-for']).toBe('203.0.113.9');
    await behind.stop();
  });

  test("a client's secret reaches the token endpoint, and no other", async () => {
    const headers = { authorization: 'Basic Y2xpZW50OnNlY3JldA==' };
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    await fetch(`${gateway.url}/oauth2/token`, { method: 'POST', headers, body });
    const seen = gateway.services.insights.seen.at(-1);
    expect(seen?.headers['x-forwarded-authorization']).toBe(headers.authorization);
    expect(seen?.body.toString()).toBe('grant_type=client_credentials');
    expect(seen?.claims.bodySha256).toBe(
      createHash('sha256')
        .update(seen?.body ?? '')
        .digest('hex'),
    );

    await fetch(`${gateway.url}/decide`, { headers });
    expect(gateway.services.consent.seen.at(-1)?.headers['x-forwarded-authorization']).toBeUndefined();
    const staff = `Bearer ${await gateway.staffToken()}`;
    await fetch(`${gateway.url}/registry/leipzig`, { headers: { authorization: staff } });
    expect(gateway.services.consent.seen.at(-1)?.headers['x-forwarded-authorization']).toBeUndefined();
    expect(gateway.services.consent.seen.at(-1)?.headers.authorization).not.toBe(staff);
  });

  test.each([
    '/decide/../graphql',
    '/decide/%2e%2e/graphql',
    '/decide/..%2fgraphql',
    '/decide/.%2e/metrics',
    '/oauth2/../../graphql',
    '//graphql',
    '/decidedly',
  ])('%s does not lead out of what is passed on', async (path) => {
    const { status } = await rawGet(gateway.url, path);
    expect([400, 401, 404]).toContain(status);
    expect(Object.values(gateway.services).flatMap(({ seen }) => seen)).toEqual([]);
  });

  test('what belongs to one connection is not passed on', async () => {
    await rawGet(gateway.url, '/transparency', { connection: 'close, x-secret', 'x-secret': '1', te: 'trailers' });
    const seen = gateway.services.consent.seen.at(-1);
    expect(seen?.headers['x-secret']).toBeUndefined();
    expect(seen?.headers.te).toBeUndefined();
  });

  test('a service that is down is a plain 503', async () => {
    await gateway.services.consent.stop();
    const response = await fetch(`${gateway.url}/decide`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|consent/);
  });

  test('a form of more than 100 KB is refused', async () => {
    const body = new URLSearchParams({ number: '1'.repeat(120_000) });
    expect((await fetch(`${gateway.url}/decide`, { method: 'POST', body })).status).toBe(413);
  });

  test('an upload of 50 MB streams: what is on its way at once stays small', async () => {
    const total = 50 * MEGABYTE;
    const chunk = Buffer.alloc(64 * 1024, 'passant');
    let produced = 0;
    let mostOnTheWay = 0;
    gateway.services.ingestion.onUploadedChunk = async (consumed) => {
      mostOnTheWay = Math.max(mostOnTheWay, produced - consumed);
      await new Promise((resolve) => setImmediate(resolve));
    };
    function* produce() {
      while (produced < total) {
        produced += chunk.length;
        yield chunk;
      }
    }
    const response = await fetch(`${gateway.url}/uploads/events/leipzig?name=events.csv`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await gateway.staffToken()}`, 'content-type': 'text/csv' },
      body: Readable.toWeb(Readable.from(produce())) as ReadableStream,
      duplex: 'half',
    } as RequestInit);

    expect(response.status).toBe(200);
    const sha256 = createHash('sha256');
    for (let sent = 0; sent < total; sent += chunk.length) sha256.update(chunk);
    expect(await response.json()).toEqual({ bytes: total, sha256: sha256.digest('hex') });
    // The sockets' buffers of both connections: the kernel makes them larger on a busy machine.
    expect(mostOnTheWay).toBeLessThan(total / 3);
    const seen = gateway.services.ingestion.seen.at(-1);
    expect(seen?.url).toBe('/uploads/events/leipzig?name=events.csv');
    expect(seen?.claims.bodySha256).toBeUndefined();
    expect(seen?.claims.actor.kind).toBe('staff');
  });

  test('an upload whose sender goes away breaks off at the service: half a file never passes for a whole one', async () => {
    const gone = new AbortController();
    const chunk = Buffer.alloc(64 * 1024, 'passant');
    gateway.services.ingestion.onUploadedChunk = async (bytes) => {
      if (bytes > MEGABYTE) gone.abort();
    };
    function* produce() {
      for (let sent = 0; sent < 64 * MEGABYTE; sent += chunk.length) yield chunk;
    }
    const upload = fetch(`${gateway.url}/uploads/events/leipzig`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await gateway.staffToken()}`, 'content-type': 'text/csv' },
      body: Readable.toWeb(Readable.from(produce())) as ReadableStream,
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit);

    await expect(upload).rejects.toThrow();
    await waitFor(() => gateway.services.ingestion.brokenOff > 0, { timeoutMs: 5_000 });
    expect(gateway.services.ingestion.brokenOff).toBe(1);
    expect(gateway.services.ingestion.seen).toEqual([]);
  });

  test('a refusal comes through though the sender has not finished', async () => {
    const response = await fetch(`${gateway.url}/uploads/events/leipzig`, {
      method: 'PUT',
      headers: { authorization: 'Bearer a.made.up', 'content-type': 'text/csv' },
      body: Buffer.alloc(8 * MEGABYTE),
    });
    expect(response.status).toBe(401);
  });

  test('a service may refuse an upload before it has come in', async () => {
    gateway.services.ingestion.behaviour = 'breaks';
    const response = await fetch(`${gateway.url}/uploads/events/leipzig`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await gateway.staffToken()}`, 'content-type': 'text/csv' },
      body: Buffer.alloc(2 * MEGABYTE),
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({ code: 'FILE_KNOWN', category: 'conflict' });
  });

  test('/metrics is for the machine itself, not for callers through a proxy', async () => {
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(200);
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await fetch(`${gateway.url}/metrics`, { headers })).status).toBe(404);
  });
});

/** A GET whose path nobody has tidied up before it is sent. */
function rawGet(url: string, path: string, headers: Record<string, string> = {}): Promise<{ status: number }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0 }));
    })
      .once('error', reject)
      .end();
  });
}
