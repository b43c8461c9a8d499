import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listUnprotected, buildSchema } from '@passant/platform';
import { testRedisUrl, testStack } from '@passant/testing';
import { RESOLVERS } from '../src/app.module';
import { environmentSchema } from '../src/environment';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ConsentApp, day, MARKET, numberOf } from './consent-app';
import { dumpRedis } from './dump-redis';

const KNOWN = numberOf(123_456);

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });

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
    await consent.put('subscribers', `msisdn\n${KNOWN}\n`);
    await consent.put('decisions', `${KNOWN}\n`);
    await consent.client.request(
      { kind: 'anonymous' },
      { method: 'GET', url: `/decide/${encodeURIComponent(KNOWN)}?number=${encodeURIComponent(KNOWN)}` },
    );

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
    expect(places.get('outbox')).toContain('stop-list.grown');
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
