import { type Day, type Month, panelIssued, releaseWithdrawn } from '@passant/contracts';
import { Jobs } from '@passant/platform';
import { testStack } from '@passant/testing';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ReleasesService } from '../src/releases/releases.service';
import { ConsentApp, day, MARKET, numberOf } from './consent-app';

const ALL = ['presence', 'movement', 'profile', 'return-visits'];

describe('noise that was drawn once', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;

  const request = (text: string): Promise<void> =>
    consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day(text) });
  const countDrawn = async (of: Day, month: Month): Promise<unknown> =>
    consent.sql(
      `SELECT (SELECT count(*)::int FROM panel_ledger JOIN panel ON panel.id = panel_id WHERE day = $1) AS sizes,
              (SELECT count(*)::int FROM strata_ledger WHERE month = $2) AS months,
              (SELECT count(*)::int FROM strata_table WHERE month = $2) AS tables`,
      [of, month],
    );
  const sentOf = async (text: string) =>
    (await consent.sent(panelIssued, 'anonymisation')).filter((each) => each.day === text);

  /** The rows as they were while the panel was being issued: what a backup of that moment gives back. */
  async function restoreIssuing(of: Day, month: Month): Promise<void> {
    for (const table of ['panel_ledger', 'strata_ledger', 'strata_table']) {
      await consent.sql(`GRANT DELETE ON ${table} TO CURRENT_USER`);
      await consent.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    }
    await consent.sql('DELETE FROM panel_ledger WHERE panel_id IN (SELECT id FROM panel WHERE day = $1)', [of]);
    for (const table of ['strata_table', 'strata_ledger'])
      await consent.sql(`DELETE FROM ${table} WHERE month = $1`, [month]);
    await consent.sql(`UPDATE panel SET state = 'issuing', issued_at = NULL WHERE day = $1`, [of]);
    await consent.sql('UPDATE period SET is_open = false WHERE period = ANY($1)', [[of, month]]);
  }

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-12T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople([{ number: numberOf(1), dataKinds: ALL, decidedAt: '2020-02-01T10:00:00Z' }]);
  }, 60_000);
  afterAll(() => consent.close());

  it('is not drawn again where a backup is restored that was taken while the panel was being issued', async () => {
    const [first, june] = [day('2026-06-08'), '2026-06' as Month];
    await request(first);
    expect(await countDrawn(first, june)).toEqual([{ sizes: 3, months: 1, tables: 9 }]);
    await restoreIssuing(first, june);
    await expect(request(first)).rejects.toMatchObject({ code: 'PANEL_ALREADY_ELSEWHERE' });
    expect(await countDrawn(first, june)).toEqual([{ sizes: 0, months: 0, tables: 0 }]);
    expect(await sentOf(first)).toHaveLength(1);
  });

  it('is not drawn again for the strata of that month by a later panel, which is issued without', async () => {
    await request('2026-06-09');
    expect(await countDrawn(day('2026-06-09'), '2026-06' as Month)).toEqual([{ sizes: 3, months: 0, tables: 0 }]);
    expect((await sentOf('2026-06-09')).map(({ strata }) => strata)).toEqual([null]);
  });

  it('is drawn again where announcing failed before anybody could see it', async () => {
    const jobs = consent.app.get(Jobs, { strict: false });
    const add = jobs.add.bind(jobs);
    Object.assign(jobs, { add: () => Promise.reject(new Error('cut off')) });
    await expect(request('2026-05-30')).rejects.toThrow('cut off');
    Object.assign(jobs, { add });
    await request('2026-05-30');
    expect(await countDrawn(day('2026-05-30'), '2026-05' as Month)).toEqual([{ sizes: 3, months: 1, tables: 9 }]);
    expect(await sentOf('2026-05-30')).toHaveLength(1);
  });

  it('comes with the deadline of the month, to anonymisation only', async () => {
    const [{ destroyBy }] = (await consent.sql<{ destroyBy: Date }>(
      `SELECT destroy_by AS "destroyBy" FROM period WHERE period = '2026-05'`,
    )) as [{ destroyBy: Date }];
    expect((await sentOf('2026-05-30')).map(({ monthDestroyBy }) => monthDestroyBy)).toEqual([destroyBy.toISOString()]);
    const toIngestion = await consent.sent(panelIssued, 'ingestion');
    expect(toIngestion.filter((each) => 'monthDestroyBy' in each)).toEqual([]);
  });
});

describe('what was used of a line', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack);
  }, 60_000);
  afterAll(() => consent.close());

  it('goes 400 days back, however many statistics a day has, and says since when', async () => {
    expect(releaseWithdrawn.to).toContain('consent');
    const releases = consent.app.get(ReleasesService);
    expect(await releases.findNewest(MARKET)).toEqual({ since: null, releases: [] });
    await consent.sql(
      `INSERT INTO release SELECT gen_random_uuid(), $1, to_char(d, 'YYYY-MM-DD'), product, purpose
       FROM generate_series('2025-01-01'::timestamp, '2026-06-01', '1 day') AS d,
         unnest(ARRAY['presence', 'visitors', 'dwell', 'origin', 'flows']) AS product,
         unnest(ARRAY['place-statistics', 'public-planning']) AS purpose`,
      [MARKET],
    );
    await consent.sql(
      `INSERT INTO release SELECT gen_random_uuid(), $1, month, 'frequency', 'place-statistics'
       FROM unnest(ARRAY['2025-01', '2025-04', '2025-05', '2026-05']) AS month`,
      [MARKET],
    );
    const found = await releases.findNewest(MARKET);
    expect(found.since).toBe('2025-04');
    const periods = [...new Set(found.releases.map(({ period }) => period))];
    expect(periods.at(0)).toBe('2026-06-01');
    expect(periods.slice(-2)).toEqual(['2025-04-01', '2025-04']);
    expect(found.releases).toHaveLength(427 * 10 + 3);
  });
});
