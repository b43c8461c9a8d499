import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@passant/contracts';
import { buildSchema, listMutationsWithoutKey, listUnprotected } from '@passant/platform';
import { testRedisUrl, testStack } from '@passant/testing';
import { RESOLVERS } from '../src/app.module';
import { environmentSchema } from '../src/environment';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ConsentApp, day, MARKET, numberOf, OPERATOR } from './consent-app';
import { dumpRedis } from './dump-redis';

const KNOWN = numberOf(123_456);

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });

const CHANGE = `mutation ($changes: [LineChangeInput!]!, $key: String) {
  changeLines(market: "${MARKET}", changes: $changes, idempotencyKey: $key) { rejected } }`;
const WITHDRAW = `mutation ($number: String!, $channel: String!, $key: String) {
  recordWithdrawal(number: $number, channel: $channel, idempotencyKey: $key) { reference } }`;
/** What would carry what is said of a request to somewhere else. */
const TRACERS = /opentelemetry|^bullmq-otel$|jaeger|zipkin|^dd-trace$|newrelic|sentry|elastic-apm/;

describe('what consent keeps to itself', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople([{ number: KNOWN }]);
  }, 60_000);
  afterAll(() => consent.close());

  it('a known number and code are in no log, job, plain column or file, whichever way they went', async () => {
    const browser = consent.browse('de');
    let code = '';
    await browser.submit(await browser.get('/decide'), '/decide/code', { number: `${KNOWN}x` });
    await browser.logIn(KNOWN, async () => (code = await consent.codeFor(KNOWN)));
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-08') });
    await browser.submit(await browser.get('/decide/withdraw'), '/decide/confirm');
    // Everything that a person may keep, ask for, or complain with.
    const { reference } = (await consent.sql<{ reference: string }>('SELECT reference FROM decision LIMIT 1'))[0]!;
    for (const path of [
      `receipt?reference=${reference}`,
      `receipt.json?reference=${reference}`,
      'data',
      'data.json',
      'erase',
    ])
      await browser.get(`/decide/${path}`);
    for (const path of ['', '/data.json', '/keys.json', `/complaint?text=${encodeURIComponent(KNOWN)}`])
      await browser.get(`/transparency${path}`);
    const complaint = { text: `You called ${KNOWN} with ${code}`, contact: KNOWN };
    await browser.submit(await browser.get('/transparency/complaint'), '/transparency/complaint', complaint);
    await browser.submit(await browser.get('/transparency/complaint'), '/transparency/complaint', {
      ...complaint,
      text: '',
    });
    await consent.put('subscribers', `msisdn\n${KNOWN}\n`);
    await consent.put('decisions', `${KNOWN}\n`);
    await consent.client.request(
      { kind: 'anonymous' },
      { method: 'GET', url: `/decide/${encodeURIComponent(KNOWN)}?number=${encodeURIComponent(KNOWN)}` },
    );

    // What the network sends and fetches, an agent takes down, and billing is given.
    const line = { msisdn: KNOWN, birthYear: 1980, contractStart: '2020-01-01', isBusiness: false };
    for (const change of [line, { ...line, birthYear: 1 }, { ...line, homeArea: KNOWN }])
      await consent.client.graphql(OPERATOR, CHANGE, { changes: [change], key: 'a-key-of-changes-02' });
    const agent: Actor = { kind: 'staff', staffId: 'anton-agent', roles: ['agent'] };
    for (const channel of ['letter', KNOWN])
      await consent.client.graphql(agent, WITHDRAW, {
        number: KNOWN,
        channel,
        key: `a-key-of-${channel.length}-letters`,
      });
    const post = (url: string, body: object) =>
      consent.client.request(OPERATOR, {
        ...{ method: 'POST', url, body: JSON.stringify(body) },
        contentType: 'application/json',
      });
    for (const text of ['STOP', KNOWN]) await post('/registry/text-messages', { from: KNOWN, text });
    await consent.put('invitations', `msisdn,channel,language\n${KNOWN},letter,de\n${KNOWN},${KNOWN},de\n`);
    const letters = await browser.get('/decide/letter');
    await browser.submit(letters, '/decide/letter?', { number: KNOWN });
    await browser.submit(letters, '/decide/letter-log-in', { number: KNOWN, code });
    for (const path of [`letters/${MARKET}`, `credits/${MARKET}/2026-06/accounts`, `credits/${MARKET}/${KNOWN}`])
      await consent.client.request(OPERATOR, { method: 'GET', url: `/registry/${path}` });
    await consent.put(`subscribers?import=${encodeURIComponent(KNOWN)}`, '');
    await consent.lastTextTo(KNOWN);

    const digits = KNOWN.slice(1);
    const secrets = [
      digits,
      digits.slice(2),
      Buffer.from(KNOWN).toString('hex'),
      Buffer.from(KNOWN).toString('base64'),
    ];
    const tables = await consent.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(10);
    const places = new Map<string, string>([
      ['logs', consent.logs.text],
      ['metrics', (await consent.app.inject({ method: 'GET', url: '/metrics' })).payload],
      ['redis', await dumpRedis(testRedisUrl())],
    ]);
    for (const { name } of tables)
      places.set(
        name,
        (await consent.sql<{ all: string }>(`SELECT string_agg(t::text, ' ') AS all FROM ${name} t`))[0]!.all ?? '',
      );
    for (const path of filesUnder(consent.surroundings.folder)) places.set(path, readFileSync(path, 'latin1'));
    for (const [place, text] of places)
      for (const secret of secrets) expect([place, text.includes(secret)]).toEqual([place, false]);
    expect(code).toHaveLength(6);
    // Six digits may stand in a timestamp or a hash by chance; as a word of its own they may not.
    for (const place of ['logs', 'redis', 'log_in', 'code_send', 'page_session', 'outbox'])
      expect([place, new RegExp(`(?<![\\da-f.])${code}(?![\\da-f])`).test(places.get(place) ?? '')]).toEqual([
        place,
        false,
      ]);
    expect(places.get('logs')).toContain('request.answered');
    for (const act of ['changeLines', 'recordWithdrawal', 'importSubscribers'])
      expect(places.get('staff_act')).toContain(act);
    expect(places.get('letter_try')).not.toBe('');
    expect(places.get('outbox')).toContain('stop-list.grown');
  });

  it('makes no traces: nothing it is built of could send one. With a tracer, spans must be searched here as logs are', () => {
    const built = ['.', '../../libs/platform', '../../libs/engine', '../../libs/proofs', '../../libs/privacy'].flatMap(
      (project) => {
        const file = join(__dirname, '..', project, 'package.json');
        const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: object };
        return Object.keys(dependencies);
      },
    );
    expect(built).toContain('bullmq');
    expect(built.filter((name) => TRACERS.test(name))).toEqual([]);
    // BullMQ keeps the context of a trace in a job (`tm`), where a telemetry is given to it.
    expect(Object.keys(process.env).filter((name) => name.startsWith('OTEL_'))).toEqual([]);
  });

  it('leaves no exact panel size outside its ledger of noisy ones, and nothing of numbers in scratch', async () => {
    expect(readdirSync(join(consent.surroundings.folder, 'scratch'))).toEqual([]);
    const columns = await consent.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name IN ('period', 'panel', 'period_key') AND data_type = 'integer'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(['cleared_number', 'stop_list_number']);
  });

  it.each(['decision', 'notice', 'notice_served', 'panel_ledger', 'strata_ledger', 'strata_table'])(
    'never changes a row of %s',
    async (table) => {
      await expect(consent.sql(`DELETE FROM ${table}`)).rejects.toThrow();
      await expect(consent.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow();
      await consent.sql(`GRANT UPDATE, DELETE ON ${table} TO CURRENT_USER`);
      await expect(consent.sql(`DELETE FROM ${table}`)).rejects.toThrow('never changed');
      await consent.sql(`REVOKE UPDATE, DELETE ON ${table} FROM CURRENT_USER`);
    },
  );

  it('has a policy on every resolver and route', () => {
    expect(listUnprotected(consent.app)).toEqual([]);
  });

  it('answers nobody without the gateway’s token', async () => {
    for (const url of ['/decide', '/registry/leipzig/subscribers', '/graphql', '/dev/inbox'])
      expect((await consent.app.inject({ method: 'GET', url })).statusCode).toBe(401);
  });

  it('has mutations that are acts of staff, done once a key', async () => {
    expect(listMutationsWithoutKey(await buildSchema(RESOLVERS))).toEqual([]);
  });

  it('has a schema that is committed as it is', async () => {
    expect(await buildSchema(RESOLVERS)).toBe(readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8'));
  });

  it('tells in words how people are told about a buyer', async () => {
    const { data } = await consent.client.graphql(
      { kind: 'staff', staffId: 'ada', roles: ['admin'] },
      `query ($of: [_Any!]!) { _entities(representations: $of) {
         ... on Client { de: shownToPeopleAs(language: de) en: shownToPeopleAs(language: en) } ... on Release { kindsOfBuyer } } }`,
      {
        of: [
          { __typename: 'Client', id: '1', kindOfBuyer: 'retail' },
          { __typename: 'Release', id: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11' },
        ],
      },
    );
    expect(data!['_entities']).toEqual([
      { de: 'ein Handelsunternehmen', en: 'a retail company' },
      { kindsOfBuyer: null },
    ]);
  });

  it('knows every variable of .env.example, and no other', () => {
    const example = readFileSync(join(__dirname, '..', '.env.example'), 'utf8');
    const pairs = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!] as const);
    expect(environmentSchema.safeParse(Object.fromEntries(pairs)).error).toBeUndefined();
    expect(pairs.map(([name]) => name).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });
});
