import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@passant/contracts';
import { buildSchema, listMutationsWithoutKey, listUnprotected } from '@passant/platform';
import { testRedisUrl, testStack } from '@passant/testing';
import { RESOLVERS } from '../src/app.module';
import { environmentSchema } from '../src/environment';
import { NoticeChanged, NoticesService } from '../src/notices/notices.service';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { TextMessagesService } from '../src/sms/text-messages.service';
import { ConsentApp, day, MARKET, numberOf, OPERATOR, subscribersCsv } from './consent-app';
import { dumpRedis } from './dump-redis';
import type { PageClient } from './page-client';

const KNOWN = numberOf(123_456);
/** Somebody who was asked, says "not now" and has everything deleted. */
const ASKED = numberOf(654_321);
const LETTER_CODE = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;

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
    await consent.put('subscribers', subscribersCsv([{ number: ASKED }]));
  }, 60_000);
  afterAll(() => consent.close());

  /** A code that is mistyped, and then too old. @returns it */
  async function mistype(browser: PageClient): Promise<string> {
    const page = await browser.submit(await browser.get('/decide'), '/decide/code', { number: KNOWN });
    const code = await consent.codeFor(KNOWN);
    const wrong = await browser.submit(page, '/decide/log-in', { code: `${code}0` });
    await consent.sql(`UPDATE log_in SET expires_at = now() - interval '1 minute'`);
    const late = await browser.submit(page, '/decide/log-in', { code });
    expect([wrong.status, late.status]).toEqual([403, 403]);
    return code;
  }

  /** What somebody can do who is logged in, each answered as it should be. */
  async function useEverything(browser: PageClient): Promise<void> {
    const change = await browser.get('/decide/change');
    const check = await browser.submit(change, '/decide/check', { 'place-statistics.movement': 'allow' });
    const answers = [
      await browser.submit(check, '/decide/confirm'),
      await browser.submit(await browser.get('/decide/renew'), '/decide/confirm'),
      await browser.submit(await browser.get('/decide/pause'), '/decide/pause', { hours: '24' }),
      await browser.submit(await browser.get('/decide/status'), '/decide/resume'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ path }) => /^\/decide\/\w+/.exec(path)![0])).toEqual([
      ...Array<string>(3).fill('/decide/done'),
      '/decide/resume',
    ]);
  }

  /** The line of somebody who is asked by text message, answers "not now", says who uses it, and is erased. */
  async function beAsked(browser: PageClient): Promise<string> {
    await consent.put('invitations', `msisdn,channel,language\n${ASKED},text-message,de\n`);
    let code = '';
    const status = await browser.logIn(ASKED, async () => (code = await consent.codeFor(ASKED)));
    const answers = [await browser.submit(status, '/decide/ask', { answer: 'defer' })];
    for (const user of ['minor', 'adult'])
      answers.push(await browser.submit(await browser.get('/decide/user'), '/decide/user', { user }));
    answers.push(await browser.submit(await browser.get('/decide/erase'), '/decide/erase'));
    expect(answers.map(({ status: each }) => each)).toEqual([200, 200, 200, 200]);
    expect(await consent.sql('SELECT FROM erased_line')).toHaveLength(1);
    return code;
  }

  it('a known number and code are in no log, job, plain column or file, whichever way they went', async () => {
    const browser = consent.browse('de');
    const codes = [await mistype(browser), await beAsked(consent.browse('en', '192.0.2.2'))];
    let code = '';
    await browser.submit(await browser.get('/decide'), '/decide/code', { number: `${KNOWN}x` });
    await browser.logIn(KNOWN, async () => (code = await consent.codeFor(KNOWN)));
    codes.push(code);
    await useEverything(browser);
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
    const { letters: written } = (
      await consent.client.request(OPERATOR, { method: 'GET', url: `/registry/letters/${MARKET}` })
    ).json<{ letters: { to: string; text: string }[] }>();
    const letterCode = LETTER_CODE.exec(written.find(({ to }) => to === KNOWN)!.text)![0];
    const byLetter = await browser.submit(letters, '/decide/letter-log-in', { number: KNOWN, code: letterCode });
    expect(byLetter.path).toContain('/decide/status');
    expect((await browser.submit(byLetter, '/decide/sign-out')).path).toContain('/decide/signed-out');
    for (const path of [`credits/${MARKET}/2026-06/accounts`, `credits/${MARKET}/${KNOWN}`])
      await consent.client.request(OPERATOR, { method: 'GET', url: `/registry/${path}` });
    await consent.put(`subscribers?import=${encodeURIComponent(KNOWN)}`, '');
    await consent.lastTextTo(KNOWN);
    // A gateway that is away: what it could not be given waits, and what it answered is logged.
    consent.inbox.send = () => Promise.reject(new Error('the gateway is away'));
    const message = { to: KNOWN, text: `Your code is ${code}` };
    await consent.app.get(TextMessagesService, { strict: false }).send(message, { subscriberIds: [], about: 'code' });
    await consent.lastTextTo(KNOWN);

    const secrets = [
      ...[KNOWN, ASKED].flatMap((number) => [
        number.slice(1),
        number.slice(3),
        Buffer.from(number).toString('hex'),
        Buffer.from(number).toString('base64'),
      ]),
      letterCode,
      letterCode.toLowerCase(),
      letterCode.replaceAll('-', ''),
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
    expect(codes.map((each) => each.length)).toEqual([6, 6, 6]);
    // Six digits may stand in a timestamp or a hash by chance; as a word of its own they may not.
    const asWords = new RegExp(`(?<![\\da-f.])(${codes.join('|')})(?![\\da-f])`);
    for (const [place, text] of places) expect([place, asWords.test(text)]).toEqual([place, false]);
    expect(places.get('logs')).toContain('request.answered');
    for (const act of ['changeLines', 'recordWithdrawal', 'importSubscribers'])
      expect(places.get('staff_act')).toContain(act);
    const filled = ['letter', 'letter_try', 'letter_code', 'text_message', 'absence', 'erased_line', 'complaint'];
    for (const name of filled) expect([name, places.get(name)]).not.toEqual([name, '']);
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

  it('keeps each notice as it was hashed, and does not boot with one that was edited in place', async () => {
    const notices = await consent.sql<{ sha256: string; text: string }>('SELECT sha256, text FROM notice');
    expect(notices.length).toBeGreaterThanOrEqual(2);
    for (const { sha256, text } of notices) expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    const service = consent.app.get(NoticesService, { strict: false });
    const boot = (): Promise<void> => service.onModuleInit();
    const paragraphs = service.getCurrent('de').paragraphs as string[];
    const asItWas = paragraphs[0]!;
    paragraphs[0] = `${asItWas} And more.`;
    try {
      await expect(boot()).rejects.toThrow(NoticeChanged);
    } finally {
      paragraphs[0] = asItWas;
    }
    await expect(boot()).resolves.toBeUndefined();
    expect(await consent.sql('SELECT sha256, text FROM notice')).toEqual(notices);
  });

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
