import { stopListGrown } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ADMIN, ConsentApp, day, decisionsCsv, MARKET, numberOf, subscribersCsv } from './consent-app';

describe('imports of the registry', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
  }, 60_000);
  afterAll(() => consent.close());

  const count = async (table: string): Promise<number> =>
    Number((await consent.sql<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]!.count);

  it('takes 60,000 lines, and changes nothing the second time', async () => {
    const people = Array.from({ length: 60_000 }, (_, index) => ({ number: numberOf(100_000 + index) }));
    const [subscribers, decisions] = [subscribersCsv(people), decisionsCsv(people)];
    expect(await consent.put('subscribers', subscribers)).toEqual({
      status: 200,
      body: { imported: 60_000, unchanged: 0, rejected: 0, problems: [] },
    });
    expect((await consent.put('decisions', decisions)).body).toMatchObject({ imported: 60_000, rejected: 0 });
    const before = [await count('subscriber'), await count('decision')];
    const again = people.slice(0, 6000);
    const known = { imported: 0, unchanged: 6000, rejected: 0 };
    expect((await consent.put('subscribers', subscribersCsv(again))).body).toMatchObject(known);
    expect((await consent.put('decisions', decisionsCsv(again))).body).toMatchObject(known);
    expect([await count('subscriber'), await count('decision')]).toEqual(before);
  }, 120_000);

  it('is on record, by who sent which file for which market', async () => {
    const { data } = await consent.client.graphql(
      ADMIN,
      `{ consentActs(subjectId: "${MARKET}") { act staffId requestId } }`,
    );
    const acts = (data as { consentActs: { act: string; requestId: string }[] }).consentActs;
    const importing = ['importDecisions', 'importSubscribers'];
    expect(acts.map(({ act }) => act)).toEqual([...importing, ...importing]);
    expect(new Set(acts.map(({ requestId }) => requestId)).size).toBe(4);
  });

  it('names bad rows by line and reason, never by who stands in them, and takes all others', async () => {
    const rows = [
      'msisdn,birth_year,gender,home_area,contract_start,is_business',
      `${numberOf(1)},1980,f,mitte,2020-01-01,false`,
      '0151,1980,f,mitte,2020-01-01,false',
      `${numberOf(2)},1980,f`,
      `${numberOf(3)},not a year,f,mitte,2020-01-01,false`,
      `${numberOf(1)},1980,f,mitte,2020-01-01,false`,
      'x'.repeat(100_000),
      `${numberOf(4)},1980,f,mit\u0000te,2020-01-01,false`,
      '',
      `"${numberOf(5)}",1980,,"",2020-01-01,true`,
    ];
    const { status, body } = await consent.put('subscribers', rows.join('\r\n'));
    expect(status).toBe(200);
    expect(body).toEqual({
      imported: 2,
      unchanged: 0,
      rejected: 6,
      problems: [
        { line: 3, reason: 'malformed_number' },
        { line: 4, reason: 'malformed_row' },
        { line: 5, reason: 'birth_year_invalid' },
        { line: 6, reason: 'repeated_in_file' },
        { line: 7, reason: 'row_too_long' },
        { line: 8, reason: 'malformed_row' },
      ],
    });
    const decisions = await consent.put('decisions', decisionsCsv([{ number: numberOf(1) }, { number: numberOf(77) }]));
    expect(decisions.body).toMatchObject({ imported: 1, problems: [{ line: 3, reason: 'subscriber_unknown' }] });
  });

  it.each([
    ['', 'FILE_EMPTY', 422],
    ['msisdn;birth_year;gender\n', 'WRONG_DELIMITER', 422],
    ['msisdn,gender\n', 'COLUMNS_MISSING', 422],
  ])('refuses a file that begins %j: %s', async (csv, code, status) => {
    const answer = await consent.put('subscribers', csv);
    expect([answer.body['code'], answer.status]).toEqual([code, status]);
  });

  it('is for network operators only', async () => {
    const response = await consent.client.request(ADMIN, {
      method: 'PUT',
      url: `/registry/${MARKET}/subscribers`,
      body: '',
      contentType: 'text/csv',
    });
    expect(response.statusCode).toBe(403);
  });

  it('ends the consent of a number that has a new holder, also for days under way', async () => {
    const number = numberOf(50);
    await consent.importPeople([{ number }]);
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-08') });
    expect(
      (await consent.put('subscribers', subscribersCsv([{ number, contractStart: '2026-06-09' }]))).body,
    ).toMatchObject({ imported: 1 });
    expect(await consent.sql(`SELECT state FROM decision WHERE origin = 'registry'`)).toEqual([
      { state: 'terminated' },
    ]);
    expect(await consent.sent(stopListGrown, 'ingestion')).toHaveLength(1);
    const late = await consent.put('decisions', decisionsCsv([{ number }]));
    expect(late.body).toMatchObject({ problems: [{ line: 2, reason: 'evidence_before_contract' }] });
    const older = await consent.put('subscribers', subscribersCsv([{ number, contractStart: '2019-01-01' }]));
    expect(older.body).toMatchObject({ problems: [{ line: 2, reason: 'older_contract_than_known' }] });
  });

  it('stops a line for days under way that turns out to be a business line', async () => {
    const number = numberOf(51);
    await consent.importPeople([{ number }]);
    const before = (await consent.sent(stopListGrown, 'ingestion')).length;
    await consent.put('subscribers', subscribersCsv([{ number, isBusiness: true }]));
    expect(await consent.sent(stopListGrown, 'ingestion')).toHaveLength(before + 1);
  });

  it('lets no older decision undo a later one, whatever order files arrive in', async () => {
    const number = numberOf(52);
    await consent.put('subscribers', subscribersCsv([{ number }]));
    await consent.put('decisions', decisionsCsv([{ number, decidedAt: '2026-06-05T00:00:00Z' }], 'withdrawn'));
    await consent.put('decisions', decisionsCsv([{ number, decidedAt: '2026-06-04T00:00:00Z' }]));
    const panels = await consent.sql<{ state: string }>(
      `SELECT DISTINCT ON (subscriber_id) state FROM decision ORDER BY subscriber_id, decided_at DESC`,
    );
    expect(panels.map(({ state }) => state)).toContain('withdrawn');
  });
});
