import { dayClosed, isMonth, panelIssued, releaseCleared, stopListGrown, stopListSchema } from '@passant/contracts';
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
      _entities: [{ kindsOfBuyer: ['retail'] }],
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
      expect(usedBy.get(when)).toBe(when === 'June 2026' ? 'nobody yet' : 'a retail company');
    expect(html).toContain('Listed is everything from June 2026 on.');
    if (expected.length === 0) expect(html).toContain('This line was not counted for any statistic.');
  });
});
