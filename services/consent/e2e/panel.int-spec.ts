import { join } from 'node:path';
import { GROUP_CODES, panelIssued, stopListGrown } from '@passant/contracts';
import { ObjectStores } from '@passant/platform';
import { testStack, waitFor } from '@passant/testing';
import { DataSource } from 'typeorm';
import { FolderKeyStore } from '../src/keys/key-store.folder';
import { Members } from '../src/panels/members';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { PanelsService } from '../src/panels/panels.service';
import { DayClosedProcessor } from '../src/periods/day-closed.processor';
import { PeriodKeysDestroyed } from '../src/periods/period-keys';
import { PeriodsService } from '../src/periods/periods.service';
import { LinesService } from '../src/registry/lines.service';
import { ADMIN, ConsentApp, day, decisionsCsv, MARKET, numberOf, OPERATOR } from './consent-app';
import { type PanelRow, readManifest, readPanel, readStopList } from './read-panel';

const DAY = day('2026-06-08');

describe('5.7 the panel of a day', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  let rows: PanelRow[];

  const people = {
    companies: { number: numberOf(1) },
    both: { number: numberOf(2), purposes: ['place-statistics', 'public-planning'] },
    planning: { number: numberOf(3), purposes: ['public-planning'] },
    never: { number: numberOf(4), purposes: [] },
    child: { number: numberOf(5), birthYear: 2009 },
    maybeStillSeventeen: { number: numberOf(6), birthYear: 2008 },
    business: { number: numberOf(7), isBusiness: true },
    newContract: { number: numberOf(8), contractStart: '2026-06-08', decidedAt: '2026-06-08T00:00:00Z' },
    tooLate: { number: numberOf(9), decidedAt: '2026-06-07T22:00:01Z' },
    justInTime: { number: numberOf(10), decidedAt: '2026-06-07T22:00:00Z' },
  };

  const readPresence = (panelDay = DAY): Promise<PanelRow[]> => {
    const numbers = Object.values(people).map(({ number }) => number);
    return readPanel(consent, { day: panelDay, dataKind: 'presence', numbers });
  };

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople(Object.values(people));
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
    rows = await readPresence();
  }, 60_000);
  afterAll(() => consent.close());

  it('holds exactly who permits, is known to be an adult, and was the holder; each in the group of its purposes', () => {
    expect(rows.map(({ number, groupCode }) => [number, groupCode])).toEqual([
      [people.companies.number, GROUP_CODES['place-statistics']],
      [people.both.number, GROUP_CODES.both],
      [people.planning.number, GROUP_CODES['public-planning']],
      [people.justInTime.number, GROUP_CODES['place-statistics']],
    ]);
    expect(new Set(rows.map(({ pseudonym }) => pseudonym)).size).toBe(4);
  });

  it('tells anonymisation only noisy sizes, of every group, with their cost in the ledger', async () => {
    const [issued] = await consent.sent(panelIssued, 'anonymisation');
    expect(issued).toMatchObject({ panel: null, destroyBy: '2026-06-12T10:00:00.000Z' });
    expect(issued!.measured.map(({ group, rho, sigmaSquared }) => [group, rho, sigmaSquared])).toEqual(
      ['place-statistics', 'public-planning', 'both'].map((group) => [group, '1/2000', 1000]),
    );
    const { data } = await consent.client.graphql<{ measuredPanelSizes: { group: string; size: number }[] }>(
      ADMIN,
      '{ measuredPanelSizes(market: "leipzig", days: ["2026-06-08"]) { group size rho sigmaSquared day dataKind } panels(market: "leipzig") { day issuedAt destroyedAt } }',
    );
    const told = new Map(issued!.measured.map(({ group, size }) => [String(group), size]));
    expect(new Map(data!.measuredPanelSizes.map(({ group, size }) => [group, size]))).toEqual(told);
  });

  it('is issued once for ever: a second request draws and sends nothing', async () => {
    const before = await consent.sql('SELECT * FROM panel_ledger ORDER BY panel_group');
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
    await Promise.allSettled(
      [1, 2, 3].map(() => consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY })),
    );
    expect(await consent.sql('SELECT * FROM panel_ledger ORDER BY panel_group')).toEqual(before);
    expect(await consent.sent(panelIssued, 'ingestion')).toHaveLength(1);
  });

  it('is issued once where two processes begin together', async () => {
    const other = day('2026-06-07');
    await Promise.allSettled(
      [1, 2, 3].map(() => consent.deliver(PanelRequestedProcessor, { market: MARKET, day: other })),
    );
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: other });
    const sent = await consent.sent(panelIssued, 'ingestion');
    expect(sent.filter((each) => each.day === other)).toHaveLength(1);
  });

  it('gives the same person another name every day', async () => {
    const keysOf = async (panelDay: string): Promise<Buffer> => {
      const periods = consent.app.get(PeriodsService);
      return (await periods.openKeys((await periods.find(MARKET, day(panelDay)))!)).get('presence')!;
    };
    expect((await keysOf('2026-06-08')).equals(await keysOf('2026-06-07'))).toBe(false);
  });

  it('is cut by match key into a file for each million lines, which hold everybody once together', async () => {
    const large = day('2026-06-09');
    const lines = consent.app.get(LinesService, { strict: false });
    const count = lines.count.bind(lines);
    Object.assign(lines, { count: async () => 2_500_000 });
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: large });
    Object.assign(lines, { count });
    const { shards, files } = await readManifest(consent, large);
    const shardsOf = (kind: string) => files.filter(({ dataKind }) => dataKind === kind).map(({ shard }) => shard);
    expect([shards, shardsOf('presence'), shardsOf('movement')]).toEqual([3, [0, 1, 2], [0, 1, 2]]);
    const { companies, both, planning, newContract, tooLate, justInTime } = people;
    expect((await readPresence(large)).map(({ number }) => number)).toEqual(
      [companies, both, planning, newContract, tooLate, justInTime].map(({ number }) => number),
    );
  });

  it('is not issued for a day after tomorrow', async () => {
    const request = consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-12') });
    await expect(request).rejects.toMatchObject({ code: 'DAY_NOT_REQUESTABLE', category: 'invalid' });
  });

  it('is issued for the coming day in the last hours before midnight, where the market is in live use', async () => {
    const panels = consent.app.get(PanelsService);
    consent.clock.set('2026-06-10T21:00:00Z');
    await panels.issueComingDays();
    expect(await consent.sql(`SELECT 1 FROM panel WHERE day = '2026-06-11'`)).toEqual([]);
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-10') });
    await panels.issueComingDays();
    expect(await consent.sql(`SELECT state FROM panel WHERE day = '2026-06-11'`)).toEqual([{ state: 'issued' }]);
  });

  it('cannot be followed by a second one where the database was restored from before it', async () => {
    const stores = consent.app.get(ObjectStores).of('panels');
    await stores.put('leipzig/2026-06-05/left-behind.sealed', Buffer.from('sealed'));
    await expect(
      consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-05') }),
    ).rejects.toMatchObject({ code: 'PANEL_ALREADY_ELSEWHERE' });
  });

  describe('when the day is closed', () => {
    it('has keys that nothing brings back: not the same input, not a restored row', async () => {
      const periods = consent.app.get(PeriodsService);
      const live = (await periods.find(MARKET, DAY))!;
      const backup = await consent.sql<{ id: string; use: string; wrapped: Buffer }>(
        'SELECT id, use, wrapped FROM period_key WHERE period_id = $1',
        [live.periodId],
      );
      expect(backup).toHaveLength(3);
      await consent.deliver(DayClosedProcessor, { market: MARKET, period: DAY });
      await expect(periods.openKeys(live)).rejects.toBeInstanceOf(PeriodKeysDestroyed);
      for (const { id, use, wrapped } of backup)
        await consent.sql('INSERT INTO period_key (id, period_id, use, wrapped) VALUES ($1, $2, $3, $4)', [
          id,
          live.periodId,
          use,
          wrapped,
        ]);
      await consent.sql('UPDATE period SET destroyed_at = NULL WHERE id = $1', [live.periodId]);
      await expect(periods.openKeys(live)).rejects.toBeInstanceOf(PeriodKeysDestroyed);
      const store = new FolderKeyStore(join(consent.surroundings.folder, 'keys'));
      expect(await store.find(backup[0]!.id)).toBeUndefined();
      await consent.deliver(DayClosedProcessor, { market: MARKET, period: DAY });
    });

    it('has left nothing in the hand-over, and gets no second panel', async () => {
      expect(await consent.app.get(ObjectStores).of('panels').list(`leipzig/${DAY}/`)).toEqual([]);
      await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
      expect((await consent.sent(panelIssued, 'ingestion')).filter((each) => each.day === DAY)).toHaveLength(1);
    });
  });

  it('puts somebody on the stop list who withdraws while the panel is being issued', async () => {
    const other = day('2026-06-04');
    const members = consent.app.get(Members);
    const find = members.find.bind(members);
    Object.assign(members, {
      find: async function* (...asked: Parameters<Members['find']>) {
        for await (const page of find(...asked)) {
          await consent.put(
            'decisions',
            decisionsCsv([{ ...people.companies, decidedAt: '2026-06-10T00:00:00Z' }], 'withdrawn'),
          );
          yield page;
        }
      },
    });
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: other });
    Object.assign(members, { find });
    const grown = (await consent.sent(stopListGrown, 'ingestion')).filter((each) => each.period === other);
    expect(grown.map(({ number }) => number)).toEqual([1]);
    const list = await readStopList(consent, 'ingestion', other);
    const [pseudonym] = list!.pseudonyms.presence!;
    const panel = await readPresence(other);
    expect(panel.find(({ number }) => number === people.companies.number)?.pseudonym).toBe(pseudonym);
  });

  it('is issued after all where the first attempt was cut off, under the same keys', async () => {
    const other = day('2026-06-03');
    const members = consent.app.get(Members);
    const find = members.find.bind(members);
    Object.assign(members, {
      find: async function* () {
        throw new Error('cut off');
      },
    });
    await expect(consent.deliver(PanelRequestedProcessor, { market: MARKET, day: other })).rejects.toThrow('cut off');
    Object.assign(members, { find });
    const keys = await consent.sql(
      'SELECT period_key.id FROM period_key JOIN panel ON panel.id = period_id WHERE day = $1 ORDER BY 1',
      [other],
    );
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: other });
    expect(
      await consent.sql(
        'SELECT period_key.id FROM period_key JOIN panel ON panel.id = period_id WHERE day = $1 ORDER BY 1',
        [other],
      ),
    ).toEqual(keys);
    expect((await consent.sent(panelIssued, 'ingestion')).filter((each) => each.day === other)).toHaveLength(1);
  });

  it('loses its keys at the deadline although nobody closed the day', async () => {
    const periods = consent.app.get(PeriodsService);
    const live = (await periods.find(MARKET, day('2026-06-07')))!;
    consent.clock.set(new Date(live.destroyBy.getTime() - 1000));
    await periods.destroyOverdue();
    expect(await periods.openKeys(live)).toBeInstanceOf(Map);
    consent.clock.set(live.destroyBy);
    await periods.destroyOverdue();
    await expect(periods.openKeys(live)).rejects.toBeInstanceOf(PeriodKeysDestroyed);
  });

  it('leaves no stop list behind that was being written while its day was destroyed', async () => {
    const other = day('2026-06-03');
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: other });
    const periods = consent.app.get(PeriodsService);
    const live = (await periods.find(MARKET, other))!;
    const lists = consent.app.get(ObjectStores).of('stop-lists-ingestion');
    const holder = consent.app.get(DataSource).createQueryRunner();
    await holder.startTransaction();
    await periods.lock(holder.manager, live.periodId);
    const destroying = periods.destroy(live);
    await waitFor(async () => {
      const [row] = await consent.sql<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted`,
      );
      return row!.waiting > 0;
    });
    await lists.put(`leipzig/${other}/1.sealed`, Buffer.from('sealed'));
    await holder.commitTransaction();
    await holder.release();
    await destroying;
    expect(await lists.list(`leipzig/${other}/`)).toEqual([]);
  });

  it('has sizes for staff only', async () => {
    const { errors } = await consent.client.graphql(
      { kind: 'partner', clientId: '5b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11' },
      '{ measuredPanelSizes(market: "leipzig", days: []) { size } }',
    );
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const { errors: none } = await consent.client.graphql(
      OPERATOR,
      '{ measuredPanelSizes(market: "leipzig", days: []) { size } }',
    );
    expect(none).toBeUndefined();
  });
});
