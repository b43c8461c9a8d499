import { DATA_KINDS, PURPOSES } from '@passant/contracts';
import { findBrowser, openBrowser, testStack } from '@passant/testing';
import { LinesService } from '../src/registry/lines.service';
import { ADMIN, ConsentApp, MARKET, numberOf } from './consent-app';
import type { PageClient } from './page-client';
import { findViolations } from './page-looks';

const LARGEST_BYTES = 50_000;
const PLAN = `mutation { planRewards(market: "${MARKET}", effectiveFrom: "2026-03-03", currency: "EUR",
  credits: [{ dataKind: "presence", minorUnitsPerDay: 4 }, { dataKind: "movement", minorUnitsPerDay: 3 }],
  benefits: [{ dataKind: "movement", code: "data-1gb", nameDe: "1 GB mehr", nameEn: "1 GB more" }]) { version } }`;

describe('pages with a lot to say', () => {
  const stack = testStack({ postgres: true, redis: true });
  const pages = new Map<string, string>();
  let consent: ConsentApp;

  const logIn = async (index: number, language: 'de' | 'en'): Promise<PageClient> => {
    const browser = consent.browse(language, `192.0.2.${index}`);
    await browser.logIn(numberOf(index), () => consent.codeFor(numberOf(index)));
    return browser;
  };

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-03-01T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople(
      [1, 2, 3].map((index) => ({
        number: numberOf(index),
        purposes: PURPOSES,
        dataKinds: DATA_KINDS,
        decidedAt: '2026-02-01T10:00:00Z',
      })),
    );
    expect((await consent.client.graphql(ADMIN, PLAN)).errors).toBeUndefined();
    consent.clock.advance({
      seconds: (Date.parse('2026-06-10T10:00:00Z') - Date.parse('2026-03-01T10:00:00Z')) / 1000,
    });
    await addPanels(consent);
  }, 60_000);
  afterAll(() => consent.close());

  it('the status with 40 rows of history, 50 of use, every switch on and rewards is smaller than 50 KB', async () => {
    const [line] = await consent.app.get(LinesService, { strict: false }).findByNumber(numberOf(1));
    await addHistory(consent, line!);
    await addUses(consent);
    for (const language of ['de', 'en'] as const) {
      const { html } = await (await logIn(1, language)).get('/decide/status');
      const [uses, history] = [...html.matchAll(/<tbody>([\s\S]*?)<\/tbody>/g)].map(
        ([, rows]) => rows!.match(/<tr>/g)!.length,
      );
      expect([uses, history]).toEqual([50, 40]);
      expect(html).toContain(language === 'de' ? 'Mai 2026' : 'May 2026'); // what it earned
      expect(Buffer.byteLength(html)).toBeLessThan(LARGEST_BYTES);
      pages.set(`status-${language}`, html);
    }
  });

  it('the public page, its data and the graph say of 120 withdrawals, whichever way they came, how fast they took effect', async () => {
    // Of 120: 90 within a minute and a half, 18 after an hour, 6 after a day, 6 not yet.
    await addWithdrawals(consent, 120);
    const figures = { p50: 60, p95: 90_114, shareWithinHour: 0.75, shareWithinDay: 0.9 };
    const data = JSON.parse((await consent.browse('en').get('/transparency/data.json')).html);
    const may = data.months.find(({ month }: { month: string }) => month === '2026-05');
    expect(may).toMatchObject({
      withdrawals: { kind: 'about', count: 100 },
      timeToEffect: { kind: 'summary', ...figures },
    });
    const asked = `{ propagation(month: "2026-05") { underHundred p50Seconds p95Seconds shareWithinHour shareWithinDay } }`;
    expect((await consent.client.graphql(ADMIN, asked)).data).toEqual({
      propagation: {
        underHundred: false,
        p50Seconds: figures.p50,
        p95Seconds: figures.p95,
        shareWithinHour: figures.shareWithinHour,
        shareWithinDay: figures.shareWithinDay,
      },
    });
    for (const [language, cells] of [
      ['de', ['Mai 2026', 'rund 100', 'unter 100', '60 Sekunden', '90.114 Sekunden', '75\u00a0%', '90\u00a0%']],
      ['en', ['May 2026', 'about 100', 'under 100', '60 seconds', '90,114 seconds', '75%', '90%']],
    ] as const) {
      const { html } = await consent.browse(language).get('/transparency');
      expect(html).toContain(`<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
      expect(html).toContain(language === 'de' ? 'Binnen 24 Stunden' : 'Within 24 hours');
      pages.set(`transparency-${language}`, html);
    }
  });

  (findBrowser() ? it : it.skip)(
    'nothing in them is hard to reach',
    async () => {
      const asking = consent.browse('en', '192.0.2.9');
      for (let sent = 0; sent < 4; sent += 1) {
        const answer = await asking.submit(await asking.get('/decide'), '/decide/code', { number: numberOf(3) });
        if (sent === 3) expect(answer.status).toBe(429);
        pages.set('too-many-codes-en', answer.html);
      }
      const browser = await openBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
        for (const [name, html] of pages) {
          await page.setContent(html);
          expect([name, await findViolations(page)]).toEqual([name, []]);
        }
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});

/** Panels of the 70 days before 10 May, each with a period that ends in a far year. */
async function addPanels(consent: ConsentApp): Promise<void> {
  await consent.sql(
    `WITH made AS (
       INSERT INTO period (id, market, period, kind, begun_at, destroy_by)
       SELECT gen_random_uuid(), $1, day::date::text, 'day', day - interval '2 hours', '2040-01-01'
       FROM generate_series('2026-03-02'::timestamptz, '2026-05-10', '1 day') AS day
       RETURNING *
     )
     INSERT INTO panel (id, market, day, state, claimed_at, lease_until, issued_at)
     SELECT id, market, period::date, 'issued', begun_at, begun_at, begun_at FROM made`,
    [MARKET],
  );
}

/** 45 changes of everything in January, a yes and a withdrawal by turns. */
async function addHistory(consent: ConsentApp, line: string): Promise<void> {
  await consent.sql(
    `INSERT INTO decision (id, submission_id, reference, subscriber_id, purpose, data_kind, state, decided_at, effective_from, origin, evidence)
     SELECT gen_random_uuid(), submission, 'P-ABCD-EFG' || nth % 10, $1, purpose, data_kind,
            CASE WHEN nth % 2 = 0 THEN 'given' ELSE 'withdrawn' END, at, at, 'page', '{}'
     FROM (SELECT nth, gen_random_uuid() AS submission, '2026-01-01T00:00:00Z'::timestamptz + nth * interval '1 hour' AS at
           FROM generate_series(1, 45) AS nth) AS change, unnest($2::text[]) AS purpose, unnest($3::text[]) AS data_kind`,
    [line, PURPOSES, DATA_KINDS],
  );
}

/** Of each day five statistics, used by two kinds of buyer. */
async function addUses(consent: ConsentApp): Promise<void> {
  await consent.sql(
    `WITH made AS (
       INSERT INTO release (id, market, period, product, purpose)
       SELECT gen_random_uuid(), $1, day::text, product, 'place-statistics'
       FROM panel, unnest(ARRAY['presence', 'visitors', 'dwell', 'origin', 'flows']) AS product
       RETURNING id
     )
     INSERT INTO release_use SELECT id, kind FROM made, unnest(ARRAY['shopping-centre', 'public-planning']) AS kind`,
    [MARKET],
  );
}

async function addWithdrawals(consent: ConsentApp, count: number): Promise<void> {
  await consent.sql(
    `WITH taken AS (
       SELECT nth, gen_random_uuid() AS submission, gen_random_uuid() AS line,
              '2026-05-10T10:00:00Z'::timestamptz + nth * interval '1 minute' AS at,
              CASE WHEN nth <= 90 THEN nth WHEN nth <= 108 THEN nth + 3600 WHEN nth <= 114 THEN nth + 90000 END AS seconds
       FROM generate_series(1, $2::int) AS nth
     ), decided AS (
       INSERT INTO decision (id, submission_id, reference, subscriber_id, purpose, data_kind, state, decided_at, effective_from, origin)
       SELECT gen_random_uuid(), submission, 'P-' || nth, line, 'place-statistics', data_kind, 'withdrawn', at, at,
              (ARRAY['page', 'text-message', 'agent', 'import', 'journal'])[nth % 5 + 1]
       FROM taken, unnest(ARRAY['presence', 'movement']) AS data_kind
     ), listed AS (
       INSERT INTO stop_entry (submission_id, period_id, subscriber_id, number)
       SELECT submission, period.id, line, nth FROM taken, period WHERE market = $1 AND period = '2026-05-10'
     )
     INSERT INTO stop_list_delivery (period_id, number, consumer, delivered_at, applied_at)
     SELECT period.id, nth, consumer, at, CASE consumer WHEN 'ingestion' THEN at ELSE at + seconds * interval '1 second' END
     FROM taken, period, unnest(ARRAY['ingestion', 'anonymisation']) AS consumer WHERE market = $1 AND period = '2026-05-10'`,
    [MARKET, count],
  );
}
