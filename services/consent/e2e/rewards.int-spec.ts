import { createHash } from 'node:crypto';
import { testStack } from '@passant/testing';
import { EndingsService } from '../src/endings/endings.service';
import { LinesService } from '../src/registry/lines.service';
import { CreditsService } from '../src/rewards/credits.service';
import type { PageClient } from './page-client';
import { ADMIN, ConsentApp, MARKET, numberOf, OPERATOR, subscribersCsv } from './consent-app';

const PLAN = `mutation ($from: String!, $perDay: Int!, $key: String) {
  planRewards(market: "${MARKET}", effectiveFrom: $from, currency: "EUR", idempotencyKey: $key,
    credits: [{ dataKind: "presence", minorUnitsPerDay: $perDay }],
    benefits: [{ dataKind: "movement", code: "data-1gb", nameDe: "1 GB mehr", nameEn: "1 GB more" }]) { id version effectiveFrom }
}`;

describe('5.6 rewards', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  const credits = (): CreditsService => consent.app.get(CreditsService, { strict: false });
  const fetchFile = (path: string, actor = OPERATOR) =>
    consent.client.request(actor, { method: 'GET', url: `/registry/credits/${MARKET}/${path}` });
  const plan = async (variables: object, actor = ADMIN) => consent.client.graphql(actor, PLAN, { ...variables });
  // One log-in a number: codes are limited.
  const loggedIn = new Map<string, PageClient>();
  const browse = async (number: string, language: 'de' | 'en' = 'en'): Promise<PageClient> => {
    const known = loggedIn.get(number + language);
    if (known) return known;
    const browser = consent.browse(language, `198.51.100.${loggedIn.size + 1}`);
    loggedIn.set(number + language, browser);
    await browser.logIn(number, () => consent.codeFor(number));
    return browser;
  };
  const statusOf = async (number: string, language: 'de' | 'en' = 'en'): Promise<string> =>
    (await (await browse(number, language)).get('/decide/status')).html.replace(/\s+/g, ' ');
  const withdraw = async (number: string): Promise<void> => {
    const browser = await browse(number);
    await browser.submit(await browser.get('/decide/withdraw'), '/decide/confirm');
  };
  const to = (iso: string): void =>
    consent.clock.advance({ seconds: (Date.parse(iso) - consent.clock.now().getTime()) / 1000 });

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-08T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople([
      { number: numberOf(1) },
      { number: numberOf(2), dataKinds: ['presence', 'movement'], purposes: ['place-statistics', 'public-planning'] },
      { number: numberOf(3) },
      { number: numberOf(4), isBusiness: true },
      { number: numberOf(5), purposes: [] },
      { number: numberOf(6) },
    ]);
  }, 60_000);
  afterAll(() => consent.close());

  it('do not exist before a plan does, and the page says so', async () => {
    expect(await statusOf(numberOf(1))).toContain('At the moment there is nothing for a yes.');
    expect(await credits().closeMonths()).toBe(0);
    expect((await fetchFile('2026-05')).json()).toMatchObject({ code: 'CREDITS_NOT_CLOSED' });
  });

  it('are planned by an admin, ahead, once a key, and are on record', async () => {
    const key = 'a-key-of-plans-0001';
    const first = await plan({ from: '2026-06-10', perDay: 4, key });
    expect(first.data).toMatchObject({ planRewards: { version: 1, effectiveFrom: '2026-06-10' } });
    expect((await plan({ from: '2026-06-10', perDay: 4, key })).data).toEqual(first.data);
    expect((await plan({ from: '2026-06-10', perDay: 5, key })).errors?.[0]?.extensions).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    const refusals = [
      await plan({ from: '2026-06-08', perDay: 4 }),
      await plan({ from: '2026-06-09', perDay: 4 }),
      await plan({ from: '2026-06-31', perDay: 4 }),
      await plan({ from: '2026-07-01', perDay: 0 }),
      await plan({ from: '2026-07-01', perDay: 4 }, OPERATOR),
    ];
    expect(refusals.map(({ errors }) => errors?.[0]?.extensions['code'])).toEqual([
      'PLAN_NOT_AHEAD',
      'PLAN_BEFORE_PLANNED',
      'INPUT_INVALID',
      'INPUT_INVALID',
      'FORBIDDEN',
    ]);
    const { id } = (first.data as { planRewards: { id: string } }).planRewards;
    const acts = await consent.client.graphql(ADMIN, `{ consentActs(subjectId: "${id}") { act staffId } }`);
    expect(acts.data).toEqual({ consentActs: [{ act: 'planRewards', staffId: 'ada-admin' }] });
  });

  it('are shown before anybody chooses, in both languages, with what they do not depend on', async () => {
    to('2026-06-09T10:00:00Z');
    expect(await statusOf(numberOf(5))).toMatch(
      /id="ask".*<li>[^<]*: €0\.04 for each whole day<\/li>.*1 GB more, for the days.*for one purpose or both/,
    );
    expect(await statusOf(numberOf(5), 'de')).toMatch(/0,04 € für jeden ganzen Tag/);
  });

  it('grow by whole days with a yes only: not on the day of a no, not in a pause, not for a business; once for two purposes', async () => {
    to('2026-06-12T10:00:00Z');
    await withdraw(numberOf(3)); // 10 and 11 June earn, 12 June does not
    const browser = await browse(numberOf(6));
    await browser.submit(await browser.get('/decide/pause'), '/decide/pause', { hours: '24' }); // 12 and 13 June
    to('2026-06-20T10:00:00Z'); // 10 whole days: 10 to 19 June
    const pages = await Promise.all([1, 2, 3, 5, 6].map((index) => statusOf(numberOf(index))));
    expect(pages.map((html) => /<dt>June 2026<\/dt><dd>([^<]*)<\/dd>/.exec(html)?.[1])).toEqual([
      '€0.40 so far',
      '€0.40 so far',
      '€0.08 so far',
      undefined,
      '€0.32 so far',
    ]);
    expect(pages[1]).toContain('1 GB more: 10 days so far');
    expect(pages[3]).toContain('This line has earned nothing yet.');
  });

  it('end with a new version, which the page tells before; and nobody else may end them', async () => {
    const end = `mutation { endRewards(market: "${MARKET}", lastDay: "2026-06-25") { version effectiveFrom credits { dataKind } } }`;
    expect((await consent.client.graphql(OPERATOR, end)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await consent.client.graphql(ADMIN, end)).data).toEqual({
      endRewards: { version: 2, effectiveFrom: '2026-06-26', credits: [] },
    });
    expect((await consent.client.graphql(ADMIN, end)).errors?.[0]?.extensions['code']).toBe('NO_PLAN_TO_END');
    expect(await statusOf(numberOf(5))).toContain('€0.04 for each whole day (until 25 June 2026)');
    to('2026-06-26T10:00:00Z');
    expect(await statusOf(numberOf(1))).toContain('At the moment there is nothing for a yes.');
  });

  it('are fixed two days after a month; the file has control totals, no number, no data kind, and the same bytes for ever', async () => {
    to('2026-07-02T10:00:00Z');
    expect(await credits().closeMonths()).toBe(0);
    to('2026-07-03T10:00:00Z');
    const both = await Promise.all([credits().closeMonths(), credits().closeMonths()]);
    expect(both[0]! + both[1]!).toBe(1);
    const file = await fetchFile('2026-06');
    const [header, ...lines] = file.body.trimEnd().split('\n');
    expect(header).toBe('record,reference,kind,code,days,amount_minor_units,currency');
    const days = 16; // 10 to 25 June
    const amounts = lines.filter((line) => line.startsWith('row,')).map((line) => line.split(',').slice(2).join());
    expect(amounts.sort()).toEqual([
      `benefit,data-1gb,${days},0,`,
      'credit,,,56,EUR',
      ...['credit,,,64,EUR', 'credit,,,64,EUR'],
      'credit,,,8,EUR',
    ]);
    expect(lines.slice(-2)).toEqual([`total,1,benefit,data-1gb,${days},0,`, 'total,4,credit,,,192,EUR']);
    expect(file.body).not.toMatch(/49151|presence|movement/);
    const sha256 = createHash('sha256').update(file.body).digest();
    expect(file.headers['repr-digest']).toBe(`sha-256=:${sha256.toString('base64')}:`);

    // What is decided or found out later changes no closed month: nothing is clawed back.
    await withdraw(numberOf(1));
    await consent.put('subscribers', subscribersCsv([{ number: numberOf(2), isBusiness: true }]));
    expect(await credits().closeMonths()).toBe(0);
    expect((await fetchFile('2026-06')).body).toBe(file.body);
    expect(await statusOf(numberOf(1))).toMatch(/<dt>June 2026<\/dt><dd>€0\.64<\/dd>.*What is earned stays/);
    const months = await consent.client.graphql(ADMIN, `{ creditMonths(market: "${MARKET}") { month sha256 } }`);
    expect(months.data).toEqual({ creditMonths: [{ month: '2026-06', sha256: sha256.toString('hex') }] });
  });

  it('name contracts to billing in a list of its own, which forgets an erased line while the file stays as it is', async () => {
    const file = (await fetchFile('2026-06')).body;
    const accounts = async (): Promise<string[]> =>
      (await fetchFile('2026-06/accounts')).body.trimEnd().split('\n').slice(1);
    const before = await accounts();
    expect(before.map((line) => line.split(',').slice(1).join()).sort()).toEqual(
      [1, 2, 3, 6].map((index) => `${numberOf(index)},2020-01-01`),
    );
    expect((await fetchFile('2026-06/accounts', ADMIN)).statusCode).toBe(403);
    const browser = await browse(numberOf(3));
    expect((await browser.get('/decide/data')).html).toContain('reward_credit');
    await browser.submit(await browser.get('/decide/erase'), '/decide/erase');
    expect((await accounts()).length).toBe(3);
    expect((await fetchFile('2026-06')).body).toBe(file);
  });

  it('go on where a crash left a month, and add nothing twice', async () => {
    await plan({ from: '2026-07-05', perDay: 3 });
    to('2026-08-04T10:00:00Z');
    // A process died after the first page: one line is fixed, the month is not closed.
    const [first] = await consent.sql<{ id: string }>(`SELECT id FROM subscriber ORDER BY id LIMIT 1`);
    await consent.sql(`INSERT INTO credit_month VALUES ('${MARKET}', '2026-07', $1)`, [first!.id]);
    await consent.sql(
      `INSERT INTO reward_credit SELECT $1, '${MARKET}', '2026-07', id, 'presence', 'credit', '', 1, 3 FROM reward_plan WHERE version = 3`,
      [first!.id],
    );
    expect((await fetchFile('2026-07')).json()).toMatchObject({ code: 'CREDITS_NOT_CLOSED' });
    expect(await credits().closeMonths()).toBe(1);
    const lines = (await fetchFile('2026-07')).body.trimEnd().split('\n');
    expect(lines.filter((line) => line.includes(first!.id))).toEqual([`row,${first!.id},credit,,,3,EUR`]);
    expect(new Set(lines.map((line) => line.split(',').slice(1, 4).join())).size).toBe(lines.length);
  });

  it('outlive their line, of which number and contract are forgotten 180 days after its end, for good', async () => {
    const [file, accounts] = [(await fetchFile('2026-06')).body, (await fetchFile('2026-06/accounts')).body];
    const [ended] = await consent.app.get(LinesService, { strict: false }).findByNumber(numberOf(2));
    await consent.sql(`UPDATE subscriber SET ended_at = '2026-08-01T00:00:00Z' WHERE id = $1`, [ended]);
    const endings = consent.app.get(EndingsService, { strict: false });
    to('2027-01-27T10:00:00Z');
    expect([await endings.forgetEnded(), (await fetchFile('2026-06/accounts')).body]).toEqual([0, accounts]);
    to('2027-01-29T10:00:00Z');
    expect([await endings.forgetEnded(), await endings.forgetEnded()]).toEqual([1, 0]);
    expect(await consent.sql('SELECT FROM subscriber WHERE id = $1', [ended])).toEqual([]);
    expect((await fetchFile('2026-06')).body).toBe(file);
    const left = (await fetchFile('2026-06/accounts')).body;
    expect([left.includes(ended!), left.split('\n').length]).toEqual([false, accounts.split('\n').length - 1]);
    expect(await consent.sql('SELECT FROM decision WHERE subscriber_id = $1', [ended])).not.toEqual([]);
    await consent.put('subscribers', subscribersCsv([{ number: numberOf(2) }]));
    expect(await consent.sql('SELECT FROM subscriber WHERE id = $1', [ended])).toEqual([]);
  });

  it('are forgotten ten years after their month', async () => {
    to('2036-07-03T10:00:00Z');
    await credits().prune();
    expect(await consent.sql(`SELECT DISTINCT month FROM reward_credit`)).toEqual([{ month: '2026-07' }]);
    expect((await fetchFile('2026-06')).json()).toMatchObject({ code: 'CREDITS_NOT_CLOSED' });
    await consent.sql(`UPDATE credit_month SET closed_at = closed_at`); // the role may keep its books
    await expect(consent.sql(`UPDATE reward_plan SET currency = 'CHF'`)).rejects.toThrow(/permission denied/);
  });
});
