import { Sink } from '../../test/sink';
import { OutgoingSender } from './sender';

let sink: Sink;
let sender: OutgoingSender;
let outside: OutgoingSender;
const call = (url: string) => ({ url, headers: { authorization: 'Bearer x' }, body: '{"a":1}' });

beforeAll(async () => {
  sink = await Sink.start();
  sender = new OutgoingSender({ mayCallThisMachine: true, authorities: sink.certificate });
  outside = new OutgoingSender({ mayCallThisMachine: false, authorities: sink.certificate });
});
afterAll(async () => {
  await Promise.all([sender, outside].map((one) => one.onApplicationShutdown()));
  await sink.stop();
});

describe('an address a partner gives', () => {
  it.each([
    ['not a url', 'not-a-url'],
    [`https://example.org/${'x'.repeat(2048)}`, 'not-a-url'],
    ['http://example.org/', 'not-https'],
    ['ftp://example.org/', 'not-https'],
    ['https://user:secret@example.org/', 'has-credentials'],
    ['https://10.1.2.3/', 'not-public'],
    ['https://169.254.169.254/latest/meta-data', 'not-public'],
    ['https://2130706433/', 'not-public'],
    ['https://0x7f.0.0.1/', 'not-public'],
    ['https://[::1]/', 'not-public'],
    ['https://[::ffff:10.0.0.1]/', 'not-public'],
    ['http://localhost/', 'not-https'],
  ])('is refused: %s', async (url, problem) => {
    expect(outside.findProblem(url)).toBe(problem);
    expect(await outside.post(call(url))).toEqual({ kind: 'not-allowed' });
  });

  it('may be any name with HTTPS', () =>
    expect(outside.findProblem('https://hooks.example.org:8443/a?b')).toBeUndefined());

  it('is not called where its name leads to this machine', async () => {
    expect(outside.findProblem(sink.url)).toBeUndefined();
    expect(await outside.post(call(sink.url))).toEqual({ kind: 'not-allowed' });
    expect(sink.received).toEqual([]);
  });
});

describe('a call', () => {
  it('arrives, and tells how it was answered', async () => {
    sink.answers.push({ status: 503, headers: { 'retry-after': '7' } });
    expect(await sender.post(call(sink.url))).toEqual({ kind: 'answered', status: 503, retryAfterSeconds: 7 });
    expect(await sender.post(call(sink.url))).toEqual({ kind: 'answered', status: 204, retryAfterSeconds: null });
    expect(sink.received[1]).toMatchObject({ path: '/sink', body: '{"a":1}', headers: { authorization: 'Bearer x' } });
  });

  it('follows no redirect', async () => {
    const before = sink.received.length;
    sink.answers.push({ status: 307, headers: { location: `https://127.0.0.1:${sink.port}/inside` } });
    expect(await sender.post(call(sink.url))).toMatchObject({ status: 307 });
    expect(sink.received).toHaveLength(before + 1);
  });

  it('to a closed port or to a certificate of nobody fails with a word', async () => {
    const stranger = new OutgoingSender({ mayCallThisMachine: true });
    expect(await stranger.post(call(sink.url))).toEqual({ kind: 'unreachable', reason: expect.stringMatching(/CERT/) });
    await stranger.onApplicationShutdown();
    expect(await sender.post(call('https://127.0.0.1:1/'))).toEqual({ kind: 'unreachable', reason: 'ECONNREFUSED' });
  });
});
