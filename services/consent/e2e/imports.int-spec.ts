import { randomUUID } from 'node:crypto';
import { stopListGrown } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { DeclarationsService } from '../src/declarations/declarations.service';
import { DecisionsService } from '../src/decisions/decisions.service';
import { NoticesService } from '../src/notices/notices.service';
import { ImportsService } from '../src/imports/imports.service';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { LinesService } from '../src/registry/lines.service';
import { ADMIN, ConsentApp, day, decisionsCsv, MARKET, numberOf, OPERATOR, subscribersCsv } from './consent-app';

describe('5.1 imports of the registry', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
  }, 60_000);
  afterAll(() => consent.close());

  const count = async (table: string): Promise<number> =>
    Number((await consent.sql<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]!.count);

  it('takes a file of several transactions, and changes nothing the second time', async () => {
    const people = Array.from({ length: 12_000 }, (_, index) => ({ number: numberOf(100_000 + index) }));
    const [subscribers, decisions] = [subscribersCsv(people), decisionsCsv(people)];
    expect(await consent.put('subscribers', subscribers)).toEqual({
      status: 200,
      body: { importId: expect.any(String), imported: 12_000, unchanged: 0, rejected: 0, problems: [] },
    });
    expect((await consent.put('decisions', decisions)).body).toMatchObject({ imported: 12_000, rejected: 0 });
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
      importId: expect.any(String),
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

  it('of a network can be followed, with every row that was not taken, and sent again under their id', async () => {
    const id = randomUUID();
    const bad = Array.from({ length: 130 }, () => '0151,1980,f,mitte,2020-01-01,false');
    const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,brand';
    const csv = [header, `${numberOf(20)},1980,f,mitte,2020-01-01,false,Ärger & Co`, ...bad, ''].join('\n');
    const first = await consent.put(`subscribers?import=${id}`, csv.replaceAll(/,false$/gm, ',false,'));
    expect(first.body).toMatchObject({ importId: id, imported: 1, rejected: 130 });
    expect(first.body['problems']).toHaveLength(100);
    expect(await consent.put(`subscribers?import=${id}`, csv.replaceAll(/,false$/gm, ',false,'))).toEqual(first);
    const others = [
      await consent.put(`subscribers?import=${id}`, `${header}\n`),
      await consent.put(`subscribers?import=${id}`, `${csv.replaceAll(/,false$/gm, ',false,')}one more\n`),
      await consent.put(`decisions?import=${id}`, csv),
      await consent.put('subscribers?import=mine', csv),
    ];
    expect(others.map(({ body }) => body['code'])).toEqual([...Array(3).fill('IMPORT_ANOTHER_FILE'), 'INPUT_INVALID']);
    const { data } = await consent.client.graphql<Record<string, Record<string, unknown>[]>>(
      OPERATOR,
      `{ registryImports(market: "${MARKET}") { id kind linesDone imported rejected finishedAt }
         quarantinedRows(importId: "${id}", afterLine: 100) { line reason } }`,
    );
    expect(data!['registryImports']!.find((one) => one['id'] === id)).toMatchObject({
      kind: 'subscribers',
      linesDone: 132,
      imported: 1,
      rejected: 130,
      finishedAt: expect.any(String),
    });
    expect(data!['quarantinedRows']).toEqual(
      Array.from({ length: 32 }, (_, index) => ({ line: 101 + index, reason: 'malformed_number' })),
    );
    expect(await consent.sql(`SELECT brand FROM subscriber WHERE brand IS NOT NULL`)).toEqual([
      { brand: 'Ärger & Co' },
    ]);
    // What is kept of a file says nothing of who stands in it.
    expect(JSON.stringify(await consent.sql('SELECT * FROM registry_import, registry_quarantine'))).not.toMatch(
      /49151/,
    );
    consent.clock.advance({ seconds: 91 * 86_400 });
    await consent.app.get(ImportsService, { strict: false }).prune();
    consent.clock.advance({ seconds: -91 * 86_400 });
    const gone = `{ quarantinedRows(importId: "${id}") { line } }`;
    expect((await consent.client.graphql(OPERATOR, gone)).errors?.[0]?.extensions['code']).toBe('IMPORT_UNKNOWN');
  });

  it('come as single changes, too: read as a row of a file is, once a key, for network operators', async () => {
    const change = `mutation ($changes: [LineChangeInput!]!, $key: String) {
      changeLines(market: "${MARKET}", changes: $changes, idempotencyKey: $key) { imported unchanged rejected problems { line reason } } }`;
    const line = {
      msisdn: numberOf(60),
      birthYear: 1980,
      homeArea: 'mitte',
      contractStart: '2020-01-01',
      isBusiness: false,
    };
    const changes = [line, { ...line, msisdn: '12' }, { ...line, msisdn: numberOf(61), contractEnd: '2019-01-01' }];
    const key = 'a-key-of-changes-01';
    const first = await consent.client.graphql(OPERATOR, change, { changes, key });
    expect(first.data).toEqual({
      changeLines: {
        imported: 1,
        unchanged: 0,
        rejected: 2,
        problems: [
          { line: 2, reason: 'malformed_number' },
          { line: 3, reason: 'contract_end_invalid' },
        ],
      },
    });
    expect((await consent.client.graphql(OPERATOR, change, { changes, key })).data).toEqual(first.data);
    expect((await consent.client.graphql(OPERATOR, change, { changes })).data).toMatchObject({
      changeLines: { imported: 0, unchanged: 1 },
    });
    await consent.put('decisions', decisionsCsv([{ number: line.msisdn }]));
    const ended = [{ ...line, contractEnd: '2026-06-09' }];
    expect((await consent.client.graphql(OPERATOR, change, { changes: ended })).data).toMatchObject({
      changeLines: { imported: 1 },
    });
    expect(
      await consent.sql(
        `SELECT ended_at IS NOT NULL AS ended FROM subscriber JOIN decision ON subscriber_id = subscriber.id WHERE decision.state = 'terminated'`,
      ),
    ).toEqual([{ ended: true }]);
    const refused = await consent.client.graphql(ADMIN, change, { changes });
    expect(refused.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const many = await consent.client.graphql(OPERATOR, change, { changes: Array(201).fill(line) });
    expect(many.errors?.[0]?.extensions['code']).toBe('INPUT_INVALID');
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
    expect(
      await consent.sql(
        `SELECT state FROM decision WHERE origin = 'registry' AND subscriber_id IN (
           SELECT id FROM subscriber WHERE number_hash IN (SELECT number_hash FROM subscriber WHERE contract_start = '2026-06-09'))`,
      ),
    ).toEqual([{ state: 'terminated' }]);
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

  it('refuses a yes whose evidence lies within 72 hours of a change of SIM card, as the page does, and never a no', async () => {
    const number = numberOf(53);
    const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,sim_changed_at';
    const row = `${number},1980,f,mitte,2020-01-01,false,2026-06-02T10:00:00Z`;
    await consent.put('subscribers', `${header}\n${row}\n`);
    const send = async (decidedAt: string, state?: string): Promise<unknown> =>
      (await consent.put('decisions', decisionsCsv([{ number, decidedAt }], state))).body;
    const refused = { imported: 0, rejected: 1, problems: [{ line: 2, reason: 'evidence_after_sim_change' }] };
    expect(await send('2026-06-02T10:00:00Z')).toMatchObject(refused);
    expect(await send('2026-06-05T09:59:59Z')).toMatchObject(refused);
    expect(await send('2026-06-03T10:00:00Z', 'refused')).toMatchObject({ imported: 1, rejected: 0 });
    expect(await send('2026-06-04T10:00:00Z', 'withdrawn')).toMatchObject({ imported: 1, rejected: 0 });
    expect(await send('2026-06-02T09:59:59Z')).toMatchObject({ imported: 1, rejected: 0 });
    expect(await send('2026-06-05T10:00:00Z')).toMatchObject({ imported: 1, rejected: 0 });
    expect(
      await consent.sql(`SELECT DISTINCT reason FROM registry_quarantine WHERE reason LIKE 'evidence_after%'`),
    ).toEqual([{ reason: 'evidence_after_sim_change' }]);
  });

  it('voids a yes of the 72 hours after a change of SIM card that is reported later, on the page or elsewhere, and no other', async () => {
    const numbers = [70, 71, 72, 73, 74].map(numberOf);
    const [within, before, after, page, denied] = numbers;
    await consent.put('subscribers', subscribersCsv(numbers.map((number) => ({ number }))));
    const yes = async (number: string, decidedAt: string): Promise<unknown> =>
      consent.put('decisions', decisionsCsv([{ number, decidedAt }]));
    await yes(within!, '2026-06-05T09:59:59Z');
    await yes(before!, '2026-06-02T09:59:59Z');
    await yes(after!, '2026-06-05T10:00:00Z');
    await yes(denied!, '2026-06-03T10:00:00Z');
    await consent.put('decisions', decisionsCsv([{ number: denied!, decidedAt: '2026-06-04T10:00:00Z' }], 'withdrawn'));
    const decisions = consent.app.get(DecisionsService, { strict: false });
    const idsOf = (number: string) => consent.app.get(LinesService, { strict: false }).findByNumber(number);
    const pageLines = await idsOf(page!);
    const notice = await consent.app.get(NoticesService, { strict: false }).serve('en', pageLines);
    const choices = [{ purpose: 'place-statistics', dataKind: 'presence', wish: 'allow' }] as const;
    await decisions.submit({ subscriberIds: pageLines, choices, notice, wallNow: Date.now() });
    const stateOf = async (number: string) =>
      (await decisions.getStates(await idsOf(number))).get('place-statistics/presence');
    const now = consent.clock.now().getTime();
    const report = async (): Promise<void> => {
      const changed = (number: string): string =>
        `${number},1980,f,mitte,2020-01-01,false,${number === page ? new Date(now - 3_600_000).toISOString() : '2026-06-02T10:00:00Z'}`;
      const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,sim_changed_at';
      await consent.put('subscribers', `${header}\n${numbers.map(changed).join('\n')}\n`);
    };
    expect(await Promise.all(numbers.map(stateOf))).toEqual(['given', 'given', 'given', 'given', 'withdrawn']);
    await report();
    const states = ['invalidated', 'given', 'given', 'invalidated', 'withdrawn'];
    expect(await Promise.all(numbers.map(stateOf))).toEqual(states);
    const [line] = await idsOf(within!);
    const voided = `SELECT origin FROM decision WHERE subscriber_id = $1 AND state = 'invalidated'`;
    expect(await consent.sql(voided, [line])).toEqual([{ origin: 'registry' }]);
    await report();
    expect(await consent.sql(voided, [line])).toEqual([{ origin: 'registry' }]);
    await yes(within!, '2026-06-05T10:00:00Z'); // after the 72 hours, in whichever order they arrive
    expect(await Promise.all(numbers.map(stateOf))).toEqual(['given', ...states.slice(1)]);
  });

  it('refuses a yes for a line that somebody under 18 uses, so that no later declaration brings it alive', async () => {
    const number = numberOf(54);
    await consent.put('subscribers', subscribersCsv([{ number }]));
    const lines = await consent.app.get(LinesService, { strict: false }).findByNumber(number);
    const declare = (user: 'adult' | 'minor'): Promise<void> =>
      consent.app.get(DeclarationsService, { strict: false }).declare(lines, user);
    const states = async (): Promise<unknown> => [
      ...new Set((await consent.app.get(DecisionsService, { strict: false }).getStates(lines)).values()),
    ];
    await declare('minor');
    expect((await consent.put('decisions', decisionsCsv([{ number }]))).body).toMatchObject({
      imported: 0,
      problems: [{ line: 2, reason: 'user_under_18' }],
    });
    await declare('adult');
    expect(await states()).toEqual(['unknown']);
    await declare('minor');
    const no = decisionsCsv([{ number, decidedAt: '2026-06-02T10:00:00Z' }], 'refused');
    expect((await consent.put('decisions', no)).body).toMatchObject({ imported: 1, rejected: 0 });
    await declare('adult');
    const yes = decisionsCsv([{ number, decidedAt: '2026-06-03T10:00:00Z' }]);
    expect((await consent.put('decisions', yes)).body).toMatchObject({ imported: 1, rejected: 0 });
    expect(await states()).toContain('given');
  });

  it('records the end of a yes once, also where evidence of the same instant says no, or yes for longer', async () => {
    const [alone, denied, twice] = [numberOf(55), numberOf(56), numberOf(57)];
    await consent.put('subscribers', subscribersCsv([alone, denied, twice].map((number) => ({ number }))));
    const yes = decisionsCsv([alone, denied, twice].map((number) => ({ number })));
    const ending = yes.replace('evidence_time\n', 'evidence_time,expires_at\n').replaceAll('Z\n', 'Z,2026-06-11\n');
    expect((await consent.put('decisions', ending)).body).toMatchObject({ imported: 3 });
    await consent.put('decisions', decisionsCsv([{ number: denied }], 'refused'));
    const [longer] = await consent.app.get(LinesService, { strict: false }).findByNumber(twice);
    await consent.sql(
      `INSERT INTO decision (id, submission_id, reference, subscriber_id, purpose, data_kind, state, decided_at, effective_from, origin, evidence,
         expires_at)
       SELECT gen_random_uuid(), gen_random_uuid(), reference, subscriber_id, purpose, data_kind, 'renewed', decided_at, effective_from,
         origin, evidence, '2027-01-01' FROM decision WHERE subscriber_id = $1`,
      [longer],
    );
    consent.clock.advance({ seconds: 2 * 86_400 });
    const decisions = consent.app.get(DecisionsService, { strict: false });
    expect([await decisions.recordEnded(), await decisions.recordEnded()]).toEqual([2, 0]);
    expect((await decisions.getStates([longer!])).get('place-statistics/presence')).toBe('expired');
  });
});
