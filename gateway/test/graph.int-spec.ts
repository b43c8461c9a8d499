import { createHash, randomUUID } from 'node:crypto';
import { waitFor } from '@passant/testing';
import { CLIENT_ID, TestGateway } from './support/test-gateway';

const OTHER_CLIENT = randomUUID();

const WITH_CELLS = '{ zones { id name cellCount } }';

describe('the graph', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await TestGateway.start();
  });
  afterEach(() => gateway.stop());

  test('resolves one entity across subgraphs', async () => {
    const { data, errors } = await gateway.ask(WITH_CELLS);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      zones: [
        { id: 'Z-1', name: 'Mitte', cellCount: 7 },
        { id: 'Z-2', name: 'Süd', cellCount: 7 },
      ],
    });
  });

  test('signs the hash of exactly the bytes a subgraph gets', async () => {
    const text = 'Grüße – 漢字 \u2028 "quoted" \\ 😀';
    const { data } = await gateway.ask('query Say($text: String!) { echo(text: $text) }', { variables: { text } });
    expect(data).toEqual({ echo: text });
    const seen = gateway.services.insights.seen.at(-1);
    expect(seen?.claims.bodySha256).toBe(
      createHash('sha256')
        .update(seen?.body ?? '')
        .digest('hex'),
    );
    expect(seen?.claims.aud).toBe('insights');
  });

  test('one request id from the door to every subgraph, never the caller’s own', async () => {
    const { headers } = await gateway.ask(WITH_CELLS);
    const ids = (['insights', 'ingestion'] as const).map(
      (name) => gateway.services[name].seen.at(-1)?.claims.requestId,
    );
    expect(new Set([...ids, headers.get('x-request-id')]).size).toBe(1);
  });

  test('asks a subgraph again over the connection that is there', async () => {
    for (let asked = 0; asked < 20; asked += 1) await gateway.ask('{ zones { id } }');
    const ports = gateway.services.insights.seen.flatMap(({ url, fromPort }) => (url === '/graphql' ? [fromPort] : []));
    expect(ports.length).toBeGreaterThanOrEqual(20);
    expect(new Set(ports).size).toBeLessThan(5);
  });

  test('asks a subgraph once for what one caller asks several times at once, and never for two callers', async () => {
    const { insights } = gateway.services;
    insights.delayMs = 300;
    const token = await gateway.partnerToken();
    const other = await gateway.partnerToken({ claims: { sub: OTHER_CLIENT, client_id: OTHER_CLIENT } });
    const asked = [token, token, token, other].map((one) => gateway.ask('{ zones { id } }', { token: one }));
    const answers = await Promise.all([...asked, gateway.ask('{ zones { name } }', { token })]);
    expect(answers.map(({ errors }) => errors)).toEqual(Array(5).fill(undefined));
    expect(answers.slice(0, 4).map(({ data }) => data)).toEqual(
      Array(4).fill({ zones: [{ id: 'Z-1' }, { id: 'Z-2' }] }),
    );
    const callers = insights.seen.flatMap(({ claims, url }) =>
      url === '/graphql' && claims.actor.kind === 'partner' ? [claims.actor.clientId] : [],
    );
    expect(callers.filter((one) => one === CLIENT_ID)).toHaveLength(2);
    expect(callers.filter((one) => one === OTHER_CLIENT)).toHaveLength(1);
    const write = 'mutation { write(text: "a") }';
    await Promise.all([1, 2].map(() => gateway.ask(write, { token })));
    expect(insights.seen.filter(({ body }) => body.includes('mutation'))).toHaveLength(2);
    await gateway.ask('{ zones { id } }', { token });
    expect(insights.seen.filter(({ url }) => url === '/graphql')).toHaveLength(6);
  });

  test('passes on what a service says to the caller: code, category, message', async () => {
    const { status, data, errors } = await gateway.ask('{ outsideContract zones { id } }');
    expect(status).toBe(200);
    expect(data).toEqual({ outsideContract: null, zones: [{ id: 'Z-1' }, { id: 'Z-2' }] });
    expect(errors).toEqual([
      {
        message: 'Your contract does not cover this product.',
        path: ['outsideContract'],
        extensions: { code: 'ENTITLEMENT_MISSING', category: 'forbidden' },
      },
    ]);
  });

  test('says nothing about anything else that goes wrong in a service', async () => {
    const { errors, text } = await gateway.ask('{ leaky }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', category: 'unavailable' });
    expect(text).not.toMatch(/10\.1\.2\.3|ECONNREFUSED|insights|stack/i);
  });

  test('a subgraph is down: its fields say so, without address or name; the others answer', async () => {
    await gateway.services.ingestion.stop();
    const { data, errors, text } = await gateway.ask(WITH_CELLS);
    expect(data?.['zones']).toEqual([
      { id: 'Z-1', name: 'Mitte', cellCount: null },
      { id: 'Z-2', name: 'Süd', cellCount: null },
    ]);
    expect(errors?.[0]?.extensions?.['code']).toBe('SERVICE_UNAVAILABLE');
    expect(text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|ingestion|:\d{4,5}/);
  });

  test('a subgraph answers rubbish: masked as well', async () => {
    gateway.services.ingestion.behaviour = 'breaks';
    const { errors, text } = await gateway.ask(WITH_CELLS);
    expect(errors?.[0]?.extensions?.['code']).toBe('SERVICE_UNAVAILABLE');
    expect(text).not.toMatch(/nginx|10\.0\.0\.7|502/);
  });

  test('a subgraph hangs: given up after three seconds; the others answer', async () => {
    gateway.services.ingestion.behaviour = 'hangs';
    const startedMs = performance.now();
    const { data, errors } = await gateway.ask('{ batches zones { name } }');
    expect(performance.now() - startedMs).toBeGreaterThan(2_500);
    expect(performance.now() - startedMs).toBeLessThan(4_800);
    expect(data).toEqual({ batches: null, zones: [{ name: 'Mitte' }, { name: 'Süd' }] });
    expect(errors?.[0]?.extensions?.['code']).toBe('SERVICE_UNAVAILABLE');
  });

  test('an operation ends after five seconds, though no subgraph took three', async () => {
    gateway.services.insights.delayMs = 2_300;
    gateway.services.ingestion.delayMs = 2_900;
    const startedMs = performance.now();
    const { errors } = await gateway.ask(WITH_CELLS);
    expect(performance.now() - startedMs).toBeGreaterThan(4_900);
    expect(performance.now() - startedMs).toBeLessThan(8_000);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['OPERATION_TIMED_OUT']);
  });

  test('a mutation may take longer: given up, it might have happened all the same', async () => {
    gateway.services.ingestion.delayMs = 5_500;
    const { data, errors } = await gateway.ask('mutation { recount }', { token: await gateway.staffToken() });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ recount: 'counted' });
  });

  test('a broken subgraph is left alone, and asked again when it is back', async () => {
    await gateway.services.ingestion.stop();
    for (let i = 0; i < 8; i += 1) await gateway.ask('{ batches }');
    const skipped = () => gateway.logLines.filter((line) => line.includes('"outcome":"not-tried"')).length;
    expect(skipped()).toBeGreaterThanOrEqual(1);

    await gateway.services.ingestion.start();
    const answer = await waitFor(async () => {
      const { data, errors } = await gateway.ask('{ batches }');
      return errors === undefined ? { data } : undefined;
    });
    expect(answer.data).toEqual({ batches: ['first'] });
  });

  test('the gateway starts while every subgraph is down', async () => {
    const alone = await TestGateway.start({}, ['consent', 'ingestion', 'anonymisation', 'insights']);
    expect((await fetch(`${alone.url}/health`)).status).toBe(200);
    const { errors } = await alone.ask('{ batches ledger }', { token: await alone.staffToken() });
    expect(errors).toHaveLength(2);
    await alone.stop();
  });

  test('logs neither questions nor answers nor tokens', async () => {
    const token = await gateway.partnerToken();
    await gateway.ask('{ echo(text: "+4915112345678") }', { token });
    await gateway.services.ingestion.stop();
    await gateway.ask(WITH_CELLS, { token });
    const log = gateway.logLines.join('');
    expect(log).toContain('request.answered');
    expect(log).not.toMatch(/4915112345678|Mitte|Bearer/);
    expect(log).not.toContain(token);
  });
});
