import { randomUUID } from 'node:crypto';
import { toNetwork } from '../src/limits/address-limits';
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

  test('a fragment is no level of depth, and hides none', async () => {
    const [inline, named] = [
      `{ ${'... { deep { '.repeat(7)} name ${'} } '.repeat(7)} }`,
      (levels: number) =>
        `{ ...Top } fragment Top on Query { deep { ...Low } } fragment Low on Nested { ${'deep { '.repeat(levels)} name ${'} '.repeat(levels)} }`,
    ] as const;
    expect((await gateway.ask(inline)).errors).toBeUndefined();
    expect((await gateway.ask(named(6))).errors).toBeUndefined();
    expect(await refusalOf(named(7))).toMatch(/depth/i);
    // Counted once and used twice, deeper the second time.
    const twice = `{ ...Top deep { deep { ...Low } } } fragment Top on Query { deep { ...Low } }
      fragment Low on Nested { ${'deep { '.repeat(6)} name ${'} '.repeat(6)} }`;
    expect(await refusalOf(twice)).toMatch(/depth/i);
  });

  test('15 aliases, of the same field too', async () => {
    expect((await gateway.ask(aliased(15))).errors).toBeUndefined();
    expect(await refusalOf(aliased(16))).toMatch(/alias/i);
  });

  test('5 directives', async () => {
    expect((await gateway.ask(directed(5))).errors).toBeUndefined();
    expect(await refusalOf(directed(6))).toMatch(/directive/i);
  });

  test('5,000 points, counted before anything is asked: lists count as often as they may have entries', async () => {
    expect((await gateway.ask('{ page(first: 4000) { id } }')).errors).toBeUndefined();
    expect(await refusalOf('{ page(first: 6000) { id } }')).toMatch(/costs 6000 points, and one may cost 5000/);
    const variables = { first: 6_000 };
    const asked = await gateway.ask('query ($first: Int) { page(first: $first) { ...Z } } fragment Z on Zone { id }', {
      variables,
    });
    expect(asked.errors?.[0]?.extensions).toEqual({ code: 'OPERATION_TOO_EXPENSIVE', category: 'too_large' });
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

describe('budgets of a minute', () => {
  test('a caller that spent its points waits; another one does not', async () => {
    const gateway = await TestGateway.start({ costPointsPerMinute: 100 });
    const question = '{ page(first: 40) { id } }';
    for (let i = 0; i < 2; i += 1) expect((await gateway.ask(question)).errors).toBeUndefined();
    const refused = await gateway.ask(question);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.errors?.[0]?.extensions).toEqual({ code: 'COST_BUDGET_SPENT', category: 'too_many' });
    const other = randomUUID();
    const token = await gateway.partnerToken({ claims: { sub: other, client_id: other } });
    expect((await gateway.ask(question, { token })).errors).toBeUndefined();
    expect((await gateway.ask(question, { token: await gateway.staffToken() })).errors).toBeUndefined();
    await gateway.stop();
  });

  test('an address comes to each public part so often; callers with a token are not counted by address', async () => {
    const gateway = await TestGateway.start({ addressRequestsPerMinute: 3 });
    const come = async (path: string) => (await fetch(`${gateway.url}${path}`)).status;
    for (const path of ['/ledger', '/oauth2/token', '/oidc/jwks']) {
      for (let i = 0; i < 3; i += 1) expect(await come(path)).toBe(200);
      const refused = await fetch(`${gateway.url}${path}`);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ code: 'TOO_MANY', category: 'too_many' });
    }
    expect(await come('/decide')).toBe(200);
    for (let i = 0; i < 5; i += 1) expect((await gateway.ask('{ ledger }')).status).toBe(200);
    await gateway.stop();
  });

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
  ])('%s counts as %s', (address, network) => expect(toNetwork(address)).toBe(network));
});

describe('what partners see of the graph', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  test.each([
    ['a question of staff', '{ contracts { id } }', /^Cannot query field "contracts" on type "Query"\.$/],
    ['one that was never there', '{ contrakts { id } }', /^Cannot query field "contrakts" on type "Query"\.$/],
    [
      'a field of staff on a type they know',
      '{ zones { contracts { id } } }',
      /^Cannot query field "contracts" on type "Zone"\.$/,
    ],
    ['a mutation of staff', 'mutation { recount }', /^Cannot query field "recount" on type "Mutation"\./],
    ['a type of staff', '{ zones { ... on Contract { id } } }', /^Unknown type "Contract"\.$/],
  ])('%s does not exist', async (_what, query, message) => {
    const { data, errors } = await gateway.ask(query);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('introspection shows what is for them and what that leads to', async () => {
    const query = '{ __schema { types { name } queryType { fields { name } } } __type(name: "Contract") { name } }';
    const { data } = await gateway.ask(query);
    const { __schema: schema, __type: hidden } = data as {
      __schema: { types: { name: string }[]; queryType: { fields: { name: string }[] } };
      __type: unknown;
    };
    expect(hidden).toBeNull();
    expect(schema.types.map(({ name }) => name)).toEqual(expect.arrayContaining(['Zone', 'Nested']));
    expect(schema.types.map(({ name }) => name)).not.toContain('Contract');
    expect(schema.queryType.fields.map(({ name }) => name).sort()).toEqual(
      ['batches', 'deep', 'echo', 'leaky', 'ledger', 'outsideContract', 'page', 'zones'].sort(),
    );
  });

  test('staff see all of it, and plans over hidden fields still work', async () => {
    const token = await gateway.staffToken();
    expect((await gateway.ask('{ contracts { id } }', { token })).data).toEqual({ contracts: [{ id: 'C-1' }] });
    const zones = [
      { id: 'Z-1', cellCount: 7 },
      { id: 'Z-2', cellCount: 7 },
    ];
    expect((await gateway.ask('{ zones { id cellCount } }')).data).toEqual({ zones });
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
