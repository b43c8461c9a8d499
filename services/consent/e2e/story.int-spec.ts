import {
  dayClosed,
  isMonth,
  panelIssued,
  releaseCleared,
  stopListApplied,
  stopListGrown,
  stopListSchema,
} from '@passant/contracts';
import { ObjectStores, openBytes } from '@passant/platform';
import { testStack } from '@passant/testing';
import { DayClosedProcessor } from '../src/periods/day-closed.processor';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ReleasePublishedProcessor } from '../src/releases/release-published.processor';
import { ReleaseUsedProcessor } from '../src/releases/release-used.processor';
import { ReleaseWithdrawnProcessor } from '../src/releases/release-withdrawn.processor';
import { ClearanceRequestedProcessor } from '../src/stop-lists/clearance-requested.processor';
import { StopListAppliedProcessor } from '../src/stop-lists/stop-list-applied.processor';
import { ADMIN, ConsentApp, day, MARKET, numberOf } from './consent-app';

const REPLAYED = day('2026-06-08');

describe('a person says no', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  const codeFor = (number: string): Promise<string> => consent.codeFor(number);

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople([
      { number: numberOf(1), purposes: ['place-statistics', 'public-planning'] },
      { number: numberOf(2) },
      { number: numberOf(3), dataKinds: ['presence', 'return-visits'] },
      { number: numberOf(4), purposes: [] },
    ]);
  }, 60_000);
  afterAll(() => consent.close());

  it('is in the panel of a day, withdraws on the page, is on the stop list, and sees since when it counts', async () => {
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: REPLAYED });
    expect(await consent.sent(panelIssued, 'ingestion')).toHaveLength(1);

    const browser = consent.browse('en');
    const status = await browser.logIn(numberOf(1), () => codeFor(numberOf(1)));
    expect(status.path).toContain('/decide/status');
    expect(status.html).toContain('Allowed');
    const check = await browser.get('/decide/withdraw');
    const done = await browser.submit(check, '/decide/confirm');
    expect(done.html).toMatch(/P-[2-9A-Z]{4}-[2-9A-Z]{4}/);
    expect(done.html).toContain('0 of 2 places have confirmed');

    const [grown] = (await consent.sent(stopListGrown, 'anonymisation')).filter((each) => !isMonth(each.period));
    expect(grown).toMatchObject({ market: MARKET, period: REPLAYED, number: 1 });
    const sealed = await consent.app.get(ObjectStores).of('stop-lists-anonymisation').readBytes(grown!.list);
    const list = stopListSchema.parse(JSON.parse(String(await openBytes(consent.surroundings.anonymisation, sealed))));
    expect(Buffer.from(list.pseudonyms[0]!.base64, 'base64')).toHaveLength(16);

    const applied = { market: MARKET, period: REPLAYED, number: 1 };
    await consent.deliver(StopListAppliedProcessor, { ...applied, consumer: 'ingestion' });
    expect((await browser.get('/decide/status')).html).toContain('1 of 2 places have confirmed');
    consent.clock.advance({ seconds: 30 });
    await consent.deliver(StopListAppliedProcessor, { ...applied, consumer: 'anonymisation' });
    expect((await browser.get('/decide/status')).html).toContain('Effective since 10 June 2026 at 12:00:30');

    await consent.deliver(ClearanceRequestedProcessor, {
      market: MARKET,
      period: REPLAYED,
      clearanceId: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11',
    });
    expect(await consent.sent(releaseCleared, 'anonymisation')).toMatchObject([{ stopListNumber: 1 }]);
    await consent.deliver(DayClosedProcessor, { market: MARKET, period: REPLAYED });
    expect(dayClosed.to).toContain('consent');
    expect(await consent.sql('SELECT use FROM period_key')).toEqual([{ use: 'return-visits' }]);
    // A clearance of a day that is over is never answered.
    const late = consent.deliver(ClearanceRequestedProcessor, {
      market: MARKET,
      period: REPLAYED,
      clearanceId: '1b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11',
    });
    await expect(late).rejects.toMatchObject({ category: 'invalid' });
    expect(await consent.sent(releaseCleared, 'anonymisation')).toHaveLength(1);
  });

  it('is told which kinds of buyer used a release, whatever order the news comes in', async () => {
    const releaseId = '2b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';
    const published = {
      releaseId,
      market: MARKET,
      period: REPLAYED,
      product: 'presence',
      purpose: 'place-statistics',
      tables: null,
    };
    await consent.deliver(ReleaseWithdrawnProcessor, { releaseId });
    const row = '3b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';
    await consent.deliver(ReleaseUsedProcessor, { releaseId, kindOfBuyer: 'retail' }, row);
    await consent.deliver(ReleaseUsedProcessor, { releaseId, kindOfBuyer: 'retail' }, row);
    await consent.deliver(ReleaseUsedProcessor, { releaseId, kindOfBuyer: 'public-planning' });
    await consent.deliver(ReleasePublishedProcessor, published);
    await consent.deliver(ReleaseWithdrawnProcessor, { releaseId });
    // One that was held back and discarded is withdrawn and never published: nothing waits for it.
    await consent.deliver(ReleaseWithdrawnProcessor, { releaseId: '5b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11' });
    expect(await consent.sql('SELECT count(*)::int AS count FROM release_withdrawal')).toEqual([{ count: 2 }]);
    const { data } = await consent.client.graphql<{ _entities: unknown }>(
      ADMIN,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Release { kindsOfBuyer } } propagation(month: "2026-06") { underHundred p50Seconds } }',
      { of: [{ __typename: 'Release', id: releaseId }] },
    );
    expect(data).toEqual({
      _entities: [{ kindsOfBuyer: ['public-planning', 'retail'] }],
      propagation: { underHundred: true, p50Seconds: null },
    });
  });

  it.each([
    ['who withdrew in time: nothing', 1, []],
    ['who permits presence: the day', 2, ['8 June 2026']],
    ['who permits return visits too: the day and the month', 3, ['8 June 2026', 'June 2026']],
    ['who permits nothing: nothing', 4, []],
  ])('is shown what the line was counted for: %s', async (_who, index, expected) => {
    const frequency = { market: MARKET, period: '2026-06', product: 'frequency', purpose: 'place-statistics' };
    await consent.deliver(ReleasePublishedProcessor, {
      ...frequency,
      releaseId: '4b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11',
      tables: null,
    });
    const browser = consent.browse('en', `192.0.2.${10 + index}`);
    const { html } = await browser.logIn(numberOf(index), () => codeFor(numberOf(index)));
    const rows = [...html.matchAll(/<tr><td>([^<]*)<\/td><td>([^<]*)<\/td><td>([^<]*)<\/td><\/tr>/g)];
    expect(rows.map(([, when]) => when)).toEqual(expected);
    const usedBy = new Map(rows.map(([, when, , who]) => [when, who]));
    for (const when of expected)
      expect(usedBy.get(when)).toBe(
        when === 'June 2026' ? 'nobody yet' : 'a public authority that plans, a retail company',
      );
    expect(html).toContain('Listed is everything from June 2026 on.');
    if (expected.length === 0) expect(html).toContain('This line was not counted for any statistic.');
  });

  const SAID = {
    de: [
      'Dieser Anschluss konnte in 2 Statistiken zwischen Juni 2026 und 8. Juni 2026 gezählt werden.',
      'Benutzt von: eine Behörde, die plant, ein Handelsunternehmen',
      'weiter verkauft, auch nach einem Nein',
      'Darin ist niemand zu finden: Es sind Summen',
      '§ 13 TDDDG',
    ],
    en: [
      'This line could be counted in 2 statistics between June 2026 and 8 June 2026.',
      'Used by: a public authority that plans, a retail company',
      'stay on sale, also after a no',
      'Nobody can be found in them: they are sums',
      '§ 13 TDDDG',
    ],
  } as const;
  const SAID_OF_PAUSES = {
    de: 'zählt dann wieder ab dem nächsten Tag, nicht mitten am Tag',
    en: 'then counts again from the next day on, not in the middle of one',
  } as const;

  it.each(['de', 'en'] as const)(
    'reads in %s in how many statistics the line could be counted and who used them, what stays on sale and why it holds nobody, whom else to tell, and from when a pause is over',
    async (language) => {
      const browser = consent.browse(language, language === 'de' ? '192.0.2.31' : '192.0.2.32');
      const { html } = await browser.logIn(numberOf(3), () => codeFor(numberOf(3)));
      for (const sentence of SAID[language]) expect(html).toContain(sentence);
      expect((await browser.get('/decide/pause')).html).toContain(SAID_OF_PAUSES[language]);
    },
  );

  it('is at home in any brand of the network: the page takes the numbers of all, and each line its own decision', async () => {
    const brands = ['', 'Blau & Co', 'Netz Zwei', 'a reseller'];
    const numbers = brands.map((_, index) => numberOf(50 + index));
    const rows = numbers.map((number, index) => `${number},1980,f,mitte,2020-01-01,false,${brands[index]}`);
    const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,brand';
    expect((await consent.put('subscribers', [header, ...rows, ''].join('\n'))).body).toMatchObject({ rejected: 0 });
    for (const [index, number] of numbers.entries()) {
      const browser = consent.browse('en', `192.0.2.${50 + index}`);
      const status = await browser.logIn(number, () => codeFor(number));
      expect([brands[index], status.html.includes('Nothing was decided about this line yet.')]).toEqual([
        brands[index],
        true,
      ]);
      const change = await browser.get('/decide/change');
      const check = await browser.submit(change, '/decide/check', { 'place-statistics.presence': 'allow' });
      expect((await browser.submit(check, '/decide/confirm')).html).toContain('Recorded');
    }
  });

  it('leaves no row a person and day: nothing that names a line names a day or month, but stop lists and the rewards of a month', async () => {
    const columns = `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'`;
    const tables = await consent.sql<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM (${columns} AND column_name ~ 'subscriber_id|subject') AS of_lines
       WHERE table_name IN (${columns} AND (data_type = 'date' OR column_name ~ 'period|panel|day|month'))
       ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual(['reward_credit', 'stop_entry']);
  });

  it('notes of a stop list who was told and who applied it, and when; no count of anybody’s rows', async () => {
    const columns = await consent.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'stop_list_delivery' ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual(['applied_at', 'consumer', 'delivered_at', 'number', 'period_id']);
    expect(Object.keys(stopListApplied.schema.shape).sort()).toEqual(['consumer', 'market', 'number', 'period']);
  });
});
