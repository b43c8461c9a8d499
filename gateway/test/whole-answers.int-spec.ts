import { TestGateway } from './support/test-gateway';

/** What a subgraph writes ends so; what the gateway writes itself never does. */
const MARK = ' \n \n';
const page = (name: string) =>
  `query ${name}($first: Int = 3, $text: String!) { page(first: $first) { name id } echo(text: $text) }`;

describe('an answer that comes whole from one subgraph', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    for (const name of ['insights', 'ingestion'] as const) {
      gateway.services[name].write = (answer) => `${JSON.stringify(answer)}${MARK}`;
    }
  });
  afterAll(() => gateway.stop());

  const ask = (query: string, variables?: object) => gateway.ask(query, { variables });
  const countAsked = () => gateway.services.insights.seen.filter(({ url }) => url === '/graphql').length;

  test.each<[string, string, object]>([
    ['fields', '{ zones { name id } }', {}],
    ['other names', '{ places: zones { called: name } zones { id } }', {}],
    ['variables and their defaults', page('WithText'), { text: 'Grüße 漢字 "\\ 😀' }],
    ['a variable that is null', page('WithNull'), { text: 'a', first: null }],
    ['a condition', 'query ($with: Boolean!) { zones { id name @include(if: $with) } }', { with: false }],
  ])('is passed on as it was written, from the second time on: %s', async (_, query, variables) => {
    const [first, second] = [await ask(query, variables), await ask(query, variables)];
    expect(first.text.endsWith(MARK)).toBe(false);
    expect(second.text).toBe(`${first.text.trimEnd()}${MARK}`);
    expect(second.errors).toBeUndefined();
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  });

  test.each([
    ['several subgraphs', '{ zones { id cellCount } }'],
    ['a type that only the gateway is asked for', '{ __typename zones { id } }'],
    ['fragments', 'query { zones { ...Known } } fragment Known on Zone { id name }'],
    ['a mutation', 'mutation { write(text: "a") }'],
    ['an error beside data', '{ outsideContract zones { id } }'],
    ['nothing but an error', '{ leaky }'],
  ])('is not what comes of %s', async (_, query) => {
    const [first, second] = [await ask(query), await ask(query)];
    expect(second.text).toBe(first.text);
    expect(second.status).toBe(first.status);
    expect(second.text.endsWith(MARK)).toBe(false);
  });

  test('an error is asked for once, also where the operation is known', async () => {
    const query = 'query ($text: String!) { echo(text: $text) outsideContract }';
    await ask(query, { text: 'a' });
    const before = countAsked();
    const { data, errors } = await ask(query, { text: 'b' });
    expect(countAsked()).toBe(before + 1);
    expect(data).toEqual({ echo: 'b', outsideContract: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'ENTITLEMENT_MISSING', category: 'forbidden' },
    ]);
  });

  test('an error is never passed on, wherever a subgraph writes it', async () => {
    const { insights } = gateway.services;
    const query = 'query ($text: String!) { said: echo(text: $text) leaky }';
    await ask(query, { text: 'a' });
    const write = insights.write;
    insights.write = (answer) => JSON.stringify(Object.fromEntries(Object.entries(answer).reverse()));
    try {
      const { text, errors } = await ask(query, { text: 'b' });
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL']);
      expect(text).not.toMatch(/10\.1\.2\.3|ECONNREFUSED/);
    } finally {
      insights.write = write;
    }
  });

  test('nobody is asked with variables that do not fit', async () => {
    const query = page('Refused');
    await ask(query, { text: 'a' });
    const before = countAsked();
    const { status, errors } = await ask(query, { text: 7, first: 'many' });
    expect([status, errors?.[0]?.extensions?.['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(countAsked()).toBe(before);
  });

  test.each(['breaks', 'is down'] as const)('a subgraph that %s is told as ever', async (how) => {
    const query = '{ batches }';
    const { ingestion } = gateway.services;
    await ask(query);
    if (how === 'breaks') ingestion.behaviour = 'breaks';
    else await ingestion.stop();
    try {
      const { status, data, errors } = await ask(query);
      expect([status, data]).toEqual([200, { batches: null }]);
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['SERVICE_UNAVAILABLE']);
    } finally {
      if (how === 'breaks') ingestion.behaviour = 'answers';
      else await ingestion.start();
    }
  });
});
