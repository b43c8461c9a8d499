import { randomUUID } from 'node:crypto';
import type { Day, MarketId, Month, Period } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { ada, anton, IngestionHarness, nora } from '../../test/ingestion-harness';
import { DayClosedProcessor } from '../days/day-jobs.processors';

const CELLS = `cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end
C1,S1,51.34,12.37,0,,4G,800,2026-01-01,
`;
const anna = '+4915100000001';
const month = '2026-06';
const [first, second] = ['2026-06-08', '2026-06-09'] as const;
const COMPLETE =
  'mutation ($market: ID!, $month: String!) { completeMonth(market: $market, month: $month) { market month planId completedBy completedAt } }';

describe('a month', () => {
  const stack = testStack({ postgres: true, redis: true });
  let ingestion: IngestionHarness;
  let market: string;
  let planId: string;
  let markets = 0;
  beforeAll(async () => void (ingestion = await IngestionHarness.start(stack)), 60_000);
  afterAll(() => ingestion?.stop());
  beforeEach(async () => {
    market = `month-${++markets}`;
    planId = await ingestion.openMarket({ id: market, timeZone: 'Europe/Berlin', cells: CELLS });
  });

  const complete = (name: string = month, actor = nora) =>
    ingestion.graphql<{ completeMonth: { planId: string; completedBy: string; completedAt: string } }>(
      actor,
      COMPLETE,
      {
        market,
        month: name,
      },
    );
  const codeOf = async (...asked: Parameters<typeof complete>) =>
    (await complete(...asked)).errors?.[0]?.extensions['code'];
  const completeDays = (days: readonly string[]) =>
    ingestion.ask(
      nora,
      'mutation ($market: ID!, $days: [String!]!) { completeDays(market: $market, days: $days) { day } }',
      {
        market,
        days,
      },
    );
  const told = async () =>
    (await ingestion.jobs<{ market: string; month: string; planId: string }>('month.completed')).filter(
      (job) => job.market === market,
    );
  const close = (period: Period) => {
    const payload = { market: market as MarketId, period };
    return ingestion.app
      .get(DayClosedProcessor)
      .handle({ rowId: randomUUID(), payload, signal: new AbortController().signal });
  };

  it('is told once when all its days are completed or have ended, with the newest plan and who said so', async () => {
    await ingestion.issuePanels(market, [first, second], [anna]);
    await completeDays([first, second]);
    await close(first as Day);
    const newest = await ingestion.openMarket({ id: market, timeZone: 'Europe/Berlin', cells: CELLS });
    expect(newest).not.toBe(planId);

    const { data } = await complete();
    expect(data!.completeMonth).toMatchObject({ market, month, planId: newest, completedBy: 'nora-network' });
    expect(await told()).toEqual([{ market, month, planId: newest }]);
    const again = await Promise.all([complete(), complete()]);
    for (const answer of again) expect(answer.data).toEqual(data);
    expect(await told()).toHaveLength(1);
    const { monthIntake } = await ingestion.ask<{ monthIntake: object }>(
      ada,
      'query ($market: ID!, $month: String!) { monthIntake(market: $market, month: $month) { completedBy } }',
      { market, month },
    );
    expect(monthIntake).toEqual({ completedBy: 'nora-network' });
  });

  it('is told once also when two ask at the same time', async () => {
    await ingestion.issuePanels(market, [first], [anna]);
    await completeDays([first]);
    const answers = await Promise.all([complete(), complete(), complete()]);
    expect(new Set(answers.map(({ data }) => data!.completeMonth.completedAt)).size).toBe(1);
    expect(await told()).toHaveLength(1);
  });

  it('is refused while a day of it may take rows, without a day, or when it is no month, and by nobody else', async () => {
    expect(await codeOf()).toBe('MONTH_UNKNOWN');
    await ingestion.issuePanels(market, [first, second], [anna]);
    await completeDays([first]);
    const refused = (await complete()).errors?.[0];
    expect([refused?.extensions['code'], refused?.message]).toEqual([
      'MONTH_NOT_READY',
      expect.stringContaining(second),
    ]);
    expect(await codeOf('2026-13')).toBe('MONTH_INVALID');
    expect(await codeOf('2026-06-08')).toBe('MONTH_INVALID');
    expect(await codeOf('2026-07')).toBe('MONTH_UNKNOWN');
    expect(await codeOf(month, anton)).toBe('FORBIDDEN');
    expect(await told()).toEqual([]);
    await completeDays([second]);
    expect(await codeOf()).toBeUndefined();
  });

  it('is refused until it is over where the market is, with the instant from which on it can be completed', async () => {
    // The clock stands at noon of the first of July.
    await ingestion.issuePanels(market, ['2026-07-01'], [anna]);
    await close('2026-07-01' as Day);
    const refused = (await complete('2026-07')).errors?.[0];
    expect([refused?.extensions['code'], refused?.message]).toEqual([
      'MONTH_NOT_OVER',
      expect.stringContaining('until 2026-07-31T22:00:00.000Z. Complete it from then on'),
    ]);
    expect(await told()).toEqual([]);
  });

  it('is refused while a batch waits for the panel of one of its days', async () => {
    await ingestion.issuePanels(market, [first], [anna]);
    await completeDays([first]);
    const id = await ingestion.upload(market, `msisdn,timestamp,cell_id\n${anna},${second}T10:00:00Z,C1\n`);
    await ingestion.waitForState(id, 'WAITING_FOR_PANELS');
    expect(await codeOf()).toBe('MONTH_NOT_READY');
  });

  it('leaves a record that nobody can change', async () => {
    await ingestion.issuePanels(market, [first], [anna]);
    await completeDays([first]);
    await complete();
    await expect(ingestion.dataSource.query('UPDATE intake_month SET completed_by = $1', ['x'])).rejects.toThrow(
      /permission denied|never changed/,
    );
  });

  it('may be closed and have a stop list, of which there is nothing to do here but to acknowledge it', async () => {
    await ingestion.stopPeople(market, month, 3, [anna]);
    await close(month as Month);
    const applied = (await ingestion.jobs<{ market: string }>('stop-list.applied')).filter(
      (job) => job.market === market,
    );
    expect(applied).toEqual([{ market, period: month, number: 3, consumer: 'ingestion' }]);
    expect(await ingestion.dataSource.query('SELECT FROM intake_day WHERE market = $1', [market])).toEqual([]);
  });
});
