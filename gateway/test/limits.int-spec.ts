import { TestGateway } from './support/test-gateway';

describe('limits', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const refusalOf = async (query: string) => {
    const before = gateway.services.insights.seen.filter(({ url }) => url === '/graphql').length;
    const { data, errors } = await gateway.ask(query);
    expect(data).toBeUndefined();
    expect(gateway.services.insights.seen.filter(({ url }) => url === '/graphql')).toHaveLength(before);
    return errors?.[0]?.message;
  };
  const nested = (depth: number) => `{ ${'deep { '.repeat(depth - 1)} name ${'} '.repeat(depth - 1)} }`;
  const aliased = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: ledger`).join(' ')} }`;
  const directed = (count: number) => `{ zones { ${'id @include(if: true) '.repeat(count)} } }`;

  test('a body of more than 100 KB is not read', async () => {
    const headers = { authorization: `Bearer ${await gateway.partnerToken()}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ zones { id } }', padding: 'x'.repeat(100 * 1024) });
    expect((await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).status).toBe(413);
  });

  test('1,000 tokens', async () => {
    const fields = 'id '.repeat(1_100);
    expect(await refusalOf(`{ zones { ${fields} } }`)).toMatch(/1000 tokens/);
  });

  test('depth 8', async () => {
    expect((await gateway.ask(nested(8))).errors).toBeUndefined();
    expect(await refusalOf(nested(9))).toMatch(/depth/i);
  });

  test('15 aliases, of the same field too', async () => {
    expect((await gateway.ask(aliased(15))).errors).toBeUndefined();
    expect(await refusalOf(aliased(16))).toMatch(/alias/i);
  });

  test('5 directives', async () => {
    expect((await gateway.ask(directed(5))).errors).toBeUndefined();
    expect(await refusalOf(directed(6))).toMatch(/directive/i);
  });

  test('no batches of operations', async () => {
    const headers = { authorization: `Bearer ${await gateway.partnerToken()}`, 'content-type': 'application/json' };
    const body = JSON.stringify([{ query: '{ zones { id } }' }, { query: '{ zones { id } }' }]);
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  });

  test('a fragment that names itself is refused, not followed', async () => {
    expect(await refusalOf('{ ...F } fragment F on Query { zones { id } ...F }')).toBeDefined();
  });
});

describe('introspection', () => {
  const SCHEMA = '{ __schema { queryType { name } } }';

  test('partners may in development', async () => {
    const gateway = await TestGateway.start();
    expect((await gateway.ask(SCHEMA)).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    await gateway.stop();
  });

  test('partners may not outside, not even by an alias or in a fragment, and get no names suggested', async () => {
    const gateway = await TestGateway.start({ development: false, developmentStaff: undefined });
    const hidden = 'query { ...F } fragment F on Query { a: __type(name: "Zone") { name } }';
    for (const query of [SCHEMA, hidden]) {
      const { data, errors } = await gateway.ask(query);
      expect(data ?? undefined).toBeUndefined();
      expect(errors?.[0]?.extensions?.['code']).toBe('INTROSPECTION_DISABLED');
    }
    expect((await gateway.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect((await gateway.ask('{ zonez { id } }')).text).not.toMatch(/did you mean|zones/i);
    await gateway.stop();
  });
});
