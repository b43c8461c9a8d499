import { join } from 'node:path';
import {
  AGE_BANDS,
  GENDERS,
  GROUP_CODES,
  type Month,
  PANEL_DATA_KINDS,
  type PanelDataKind,
  panelIssued,
  releaseCleared,
  stopListGrown,
} from '@passant/contracts';
import { ObjectStores } from '@passant/platform';
import { createTestDatabase, testStack } from '@passant/testing';
import { FolderKeyStore } from '../src/keys/key-store.folder';
import { Members } from '../src/panels/members';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { DayClosedProcessor } from '../src/periods/day-closed.processor';
import { PeriodKeysDestroyed } from '../src/periods/period-keys';
import { PeriodsService } from '../src/periods/periods.service';
import { ClearanceRequestedProcessor } from '../src/stop-lists/clearance-requested.processor';
import { StopListAppliedProcessor } from '../src/stop-lists/stop-list-applied.processor';
import { StopListsService } from '../src/stop-lists/stop-lists.service';
import { ADMIN, ConsentApp, day, decisionsCsv, makeSurroundings, MARKET, numberOf, type Person } from './consent-app';
import { readManifest, readPanel, type PanelRow, readStopList } from './read-panel';

const ALL = ['presence', 'movement', 'home-area', 'profile', 'return-visits'];
const BOTH = ['place-statistics', 'public-planning'];
const JUNE = '2026-06' as Month;
const MAY = '2026-05' as Month;

/** Runs panels so that each begins to read its members only once all of them do: none has announced anything by then. */
async function together(members: Members, panels: readonly (() => Promise<void>)[]): Promise<void> {
  const find = members.find.bind(members);
  let waiting = panels.length;
  let release = (): void => undefined;
  const allHere = new Promise<void>((resolve) => (release = resolve));
  Object.assign(members, {
    find: async function* (...asked: Parameters<Members['find']>) {
      waiting -= 1;
      if (waiting === 0) release();
      await allHere;
      yield* find(...asked);
    },
  });
  await Promise.all(panels.map((panel) => panel()));
  Object.assign(members, { find });
}

describe('5.7 a month of panels', () => {
  const stack = testStack({ postgres: true, redis: true });
  const surroundings = makeSurroundings();
  let consent: ConsentApp;

  const people = {
    everything: { number: numberOf(1), purposes: BOTH, dataKinds: ALL, homeArea: 'ost' },
    presenceOnly: { number: numberOf(2), purposes: BOTH },
    movementOnly: { number: numberOf(3), dataKinds: ['movement', 'profile', 'home-area'] },
    returnsOnly: { number: numberOf(4), dataKinds: ['return-visits'] },
    withdrawing: { number: numberOf(5), dataKinds: ALL, gender: 'm', birthYear: 2000 },
    whileIssuing: { number: numberOf(6), dataKinds: ALL },
    child: { number: numberOf(7), dataKinds: ALL, birthYear: 2009 },
    business: { number: numberOf(8), dataKinds: ALL, isBusiness: true },
  } satisfies Record<string, Omit<Person, 'decidedAt'>>;
  const sinceLongAgo = Object.values(people).map((person) => ({ ...person, decidedAt: '2020-02-01T10:00:00Z' }));
  const numbers = Object.values(people).map(({ number }) => number);

  const request = (text: string): Promise<void> =>
    consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day(text) });
  const read = (text: string, dataKind: PanelDataKind): Promise<PanelRow[]> =>
    readPanel(consent, { day: day(text), dataKind, numbers });
  const numbersIn = async (text: string, dataKind: PanelDataKind): Promise<string[]> =>
    (await read(text, dataKind)).map(({ number }) => number);
  const nameOf = async (person: Person, text: string, dataKind: PanelDataKind): Promise<string | undefined> =>
    (await read(text, dataKind)).find(({ number }) => number === person.number)?.pseudonym;
  const withdraw = (person: Person, decidedAt: string, dataKinds: readonly string[] = ALL): Promise<unknown> =>
    consent.put('decisions', decisionsCsv([{ ...person, dataKinds, decidedAt }], 'withdrawn'));

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { surroundings, now: '2026-06-12T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople(sinceLongAgo);
    await together(consent.app.get(Members), [() => request('2026-06-08'), () => request('2026-06-09')]);
    await request('2026-05-31');
  }, 60_000);
  afterAll(() => consent.close());

  it('has a panel of each data kind with just those who permit it, each in the group of that kind', async () => {
    expect(await numbersIn('2026-06-08', 'presence')).toEqual([numberOf(1), numberOf(2), numberOf(5), numberOf(6)]);
    expect(await numbersIn('2026-06-08', 'movement')).toEqual([numberOf(1), numberOf(3), numberOf(5), numberOf(6)]);
    const returns = await read('2026-06-08', 'return-visits');
    expect(returns.map(({ number, groupCode }) => [number, groupCode])).toEqual([
      [numberOf(1), GROUP_CODES.both],
      [numberOf(4), GROUP_CODES['place-statistics']],
      [numberOf(5), GROUP_CODES['place-statistics']],
      [numberOf(6), GROUP_CODES['place-statistics']],
    ]);
    const { format, files } = await readManifest(consent, day('2026-06-08'));
    expect([format, files.map(({ dataKind }) => dataKind)]).toEqual(['panel/2', PANEL_DATA_KINDS]);
  });

  it('has attributes in presence rows where they are permitted, and in no others', async () => {
    const toFacts = ({ number, ageCode, genderCode, homeArea }: PanelRow): unknown => [
      number,
      AGE_BANDS[ageCode],
      GENDERS[genderCode],
      homeArea,
    ];
    expect((await read('2026-06-08', 'presence')).map(toFacts)).toEqual([
      [numberOf(1), '45-54', 'female', 'ost'],
      [numberOf(2), 'not-given', 'not-given', ''],
      [numberOf(5), '25-34', 'male', 'mitte'],
      [numberOf(6), '45-54', 'female', 'mitte'],
    ]);
    for (const dataKind of ['movement', 'return-visits'] as const)
      for (const row of await read('2026-06-08', dataKind))
        expect(toFacts(row)).toEqual([row.number, 'not-given', 'not-given', '']);
  });

  it('has one name a month for return visits, one a day for all else, and no name of two kinds alike', async () => {
    const namesOf = async (text: string): Promise<(string | undefined)[]> =>
      Promise.all(PANEL_DATA_KINDS.map((kind) => nameOf(people.everything, text, kind)));
    const [first, second, lastMonth] = [
      await namesOf('2026-06-08'),
      await namesOf('2026-06-09'),
      await namesOf('2026-05-31'),
    ];
    expect(first[2]).toBe(second[2]);
    expect(new Set([...first, ...second, ...lastMonth]).size).toBe(8);
  });

  it('has strata measured once, though two panels began together: the same rows with both, none to ingestion', async () => {
    const sent = await consent.sent(panelIssued, 'anonymisation');
    const [one, other] = sent.filter(({ strata }) => strata?.month === JUNE).map(({ strata }) => strata!);
    expect(other).toEqual(one);
    expect(one).toMatchObject({ regions: ['R-mitte', 'R-ost'], sigmaSquared: 300, rho: '1/200' });
    expect(['2026-06-08', '2026-06-09']).toContain(one!.measuredOn);
    expect(one!.tables).toHaveLength(9);
    expect(one!.tables.every(({ sizes }) => sizes.length === 3 * 7 * 3)).toBe(true);
    expect((await consent.sent(panelIssued, 'ingestion')).map(({ strata }) => strata)).toEqual([null, null, null]);
    expect(await consent.sql('SELECT month FROM strata_ledger ORDER BY month')).toEqual([
      { month: MAY },
      { month: JUNE },
    ]);
    expect(sent.map(({ measured }) => measured.length)).toEqual([3, 3, 3]);

    const { data } = await consent.client.graphql<{ measuredStrata: Record<string, unknown>[] }>(
      ADMIN,
      `{ measuredStrata(market: "leipzig", months: ["2026-06"]) {
           month measuredOn regions sigmaSquared rho dataKind group sizes } }`,
    );
    const { tables, ...head } = one!;
    expect(data!.measuredStrata).toEqual(tables.map((table) => ({ ...head, ...table })));
  });

  it('draws strata again nowhere: not with the next panel of the month, nor where its transaction failed', async () => {
    const before = await consent.sql('SELECT * FROM strata_table ORDER BY month, data_kind, panel_group');
    await request('2026-06-07');
    expect(await consent.sql('SELECT * FROM strata_table ORDER BY month, data_kind, panel_group')).toEqual(before);
    await consent.sql(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'crash'; END $$`,
    );
    await consent.sql(`CREATE TRIGGER crash BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fail()`);
    await expect(request('2026-04-30')).rejects.toThrow();
    await consent.sql('DROP TRIGGER crash ON outbox');
    expect(await consent.sql(`SELECT * FROM strata_ledger WHERE month = '2026-04'`)).toEqual([]);
    await request('2026-04-30');
    const sent = (await consent.sent(panelIssued, 'anonymisation')).filter((each) => each.day === '2026-04-30');
    expect(sent.map(({ strata }) => strata?.month)).toEqual(['2026-04']);
  });

  describe('when somebody withdraws', () => {
    it('has every name of the line on the lists of its days, and that for return visits on the month’s', async () => {
      await withdraw(people.withdrawing, '2026-06-12T09:00:00Z', ['profile']);
      for (const consumer of ['ingestion', 'anonymisation'] as const) {
        const list = await readStopList(consent, consumer, day('2026-06-08'));
        for (const kind of PANEL_DATA_KINDS)
          expect(list!.pseudonyms[kind]).toEqual([await nameOf(people.withdrawing, '2026-06-08', kind)]);
      }
      const ofMonth = await readStopList(consent, 'anonymisation', JUNE);
      expect(ofMonth).toMatchObject({ format: 'stop-list/2', period: JUNE, number: 1 });
      expect(ofMonth!.pseudonyms).toEqual({
        'return-visits': [await nameOf(people.withdrawing, '2026-06-09', 'return-visits')],
      });
      expect(await readStopList(consent, 'ingestion', JUNE)).toBeUndefined();
    });

    it('is cleared only under the newest number of the month', async () => {
      const clearanceId = '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';
      await consent.deliver(ClearanceRequestedProcessor, { market: MARKET, period: JUNE, clearanceId });
      expect(await consent.sent(releaseCleared, 'anonymisation')).toEqual([
        { market: MARKET, period: JUNE, clearanceId, stopListNumber: 1 },
      ]);
      const unknown = { market: MARKET, period: '2026-03', clearanceId };
      await expect(consent.deliver(ClearanceRequestedProcessor, unknown)).rejects.toMatchObject({
        code: 'PERIOD_HAS_NO_PANEL',
      });
    });

    it('is effective with the month’s confirmation too, where the line permitted return visits, else without', async () => {
      await withdraw(people.presenceOnly, '2026-06-12T09:30:00Z', ['presence']);
      const submissionOf = async (dataKind: string, purpose: string): Promise<string> => {
        const [row] = await consent.sql<{ id: string }>(
          `SELECT submission_id AS id FROM decision WHERE state = 'withdrawn' AND data_kind = $1 AND purpose = $2`,
          [dataKind, purpose],
        );
        return row!.id;
      };
      const withReturns = await submissionOf('profile', 'place-statistics');
      const without = await submissionOf('presence', 'public-planning');
      const decidedAt = new Date('2026-06-12T09:30:00Z');
      const effects = (): Promise<Map<string, unknown>> =>
        consent.app.get(StopListsService).describeEffects(
          new Map([
            [withReturns, decidedAt],
            [without, decidedAt],
          ]),
        );
      const applyAll = async (consumer: 'ingestion' | 'anonymisation', isOfMonth: boolean): Promise<void> => {
        for (const { period, number } of await consent.sent(stopListGrown, consumer))
          if ((period.length === 7) === isOfMonth)
            await consent.deliver(StopListAppliedProcessor, { market: MARKET, period, number, consumer });
      };
      expect((await effects()).get(without)).toMatchObject({ kind: 'pending', confirmed: 0 });
      await applyAll('ingestion', false);
      await applyAll('anonymisation', false);
      expect((await effects()).get(without)).toMatchObject({ kind: 'effective' });
      expect((await effects()).get(withReturns)).toMatchObject({ kind: 'pending', confirmed: 1, places: 2 });
      consent.clock.advance({ seconds: 60 });
      await applyAll('anonymisation', true);
      expect((await effects()).get(withReturns)).toEqual({ kind: 'effective', since: consent.clock.now() });
    });

    it('leaves the line out of return visits for the rest of the month, though it permits them again', async () => {
      await consent.put('decisions', decisionsCsv([{ ...people.withdrawing, decidedAt: '2026-06-12T09:45:00Z' }]));
      await request('2026-06-11');
      expect(await numbersIn('2026-06-11', 'presence')).toContain(people.withdrawing.number);
      expect(await numbersIn('2026-06-11', 'movement')).toContain(people.withdrawing.number);
      expect(await numbersIn('2026-06-11', 'return-visits')).toEqual([numberOf(1), numberOf(4), numberOf(6)]);
    });

    it('is on the lists of day and month although its panel was being issued', async () => {
      const members = consent.app.get(Members);
      const find = members.find.bind(members);
      Object.assign(members, {
        find: async function* (...asked: Parameters<Members['find']>) {
          for await (const page of find(...asked)) {
            await withdraw(people.whileIssuing, '2026-06-12T00:00:00Z');
            yield page;
          }
        },
      });
      await request('2026-06-05');
      Object.assign(members, { find });
      const name = await nameOf(people.whileIssuing, '2026-06-05', 'return-visits');
      expect(name).toBeDefined();
      expect((await readStopList(consent, 'anonymisation', JUNE))!.pseudonyms['return-visits']).toContain(name);
      expect((await readStopList(consent, 'ingestion', day('2026-06-05')))!.pseudonyms).toEqual({
        presence: [await nameOf(people.whileIssuing, '2026-06-05', 'presence')],
        movement: [await nameOf(people.whileIssuing, '2026-06-05', 'movement')],
        'return-visits': [name],
      });
    });
  });

  describe('at its end', () => {
    it('lives 48 h longer with each panel that is asked for late', async () => {
      const periods = consent.app.get(PeriodsService);
      const deadline = async (): Promise<string> => (await periods.find(MARKET, MAY))!.destroyBy.toISOString();
      expect(await deadline()).toBe('2026-06-14T10:00:00.000Z');
      consent.clock.set('2026-06-13T10:00:00Z');
      await request('2026-05-31');
      expect(await deadline()).toBe('2026-06-14T10:00:00.000Z');
      await request('2026-05-30');
      expect(await deadline()).toBe('2026-06-15T10:00:00.000Z');
      expect((await periods.find(MARKET, JUNE))!.destroyBy.toISOString()).toBe('2026-07-02T22:00:00.000Z');
    });

    it('has no name for anybody any more: not from the same input, not from a restored row', async () => {
      const periods = consent.app.get(PeriodsService);
      const live = (await periods.find(MARKET, JUNE))!;
      const [backup] = await consent.sql<{ id: string; wrapped: Buffer }>(
        'SELECT id, wrapped FROM period_key WHERE period_id = $1',
        [live.periodId],
      );
      await consent.deliver(DayClosedProcessor, { market: MARKET, period: JUNE });
      expect(await consent.app.get(ObjectStores).of('stop-lists-anonymisation').list('leipzig/2026-06/')).toEqual([]);
      await request('2026-06-04');
      expect(await numbersIn('2026-06-04', 'return-visits')).toEqual([]);
      expect(await numbersIn('2026-06-04', 'movement')).toContain(numberOf(1));

      await consent.sql('INSERT INTO period_key (id, period_id, use, wrapped) VALUES ($1, $2, $3, $4)', [
        backup!.id,
        live.periodId,
        'return-visits',
        backup!.wrapped,
      ]);
      await consent.sql('UPDATE period SET destroyed_at = NULL WHERE id = $1', [live.periodId]);
      await expect(periods.openKeys(live)).rejects.toBeInstanceOf(PeriodKeysDestroyed);
      await request('2026-06-03');
      expect(await numbersIn('2026-06-03', 'return-visits')).toEqual([]);
      expect(await new FolderKeyStore(join(surroundings.folder, 'keys')).find(backup!.id)).toBeUndefined();
      await consent.deliver(DayClosedProcessor, { market: MARKET, period: JUNE });
    });

    it('still stops lines of its days, by the names that are left', async () => {
      await withdraw(people.movementOnly, '2026-06-13T09:00:00Z');
      const { pseudonyms } = (await readStopList(consent, 'ingestion', day('2026-06-08')))!;
      expect(pseudonyms.movement).toContain(await nameOf(people.movementOnly, '2026-06-08', 'movement'));
      expect(pseudonyms['return-visits']).toEqual([]);
      const clearanceId = '1b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';
      await expect(
        consent.deliver(ClearanceRequestedProcessor, { market: MARKET, period: JUNE, clearanceId }),
      ).rejects.toMatchObject({ code: 'PERIOD_KEYS_DESTROYED', category: 'invalid' });
    });

    it('takes no panel whose names for it were being written: the next attempt writes none', async () => {
      const members = consent.app.get(Members);
      const find = members.find.bind(members);
      Object.assign(members, {
        find: async function* (...asked: Parameters<Members['find']>) {
          yield* find(...asked);
          await consent.deliver(DayClosedProcessor, { market: MARKET, period: MAY });
        },
      });
      await expect(request('2026-05-29')).rejects.toMatchObject({ code: 'MONTH_CLOSED_MEANWHILE' });
      Object.assign(members, { find });
      await request('2026-05-29');
      expect(await numbersIn('2026-05-29', 'return-visits')).toEqual([]);
      expect(await numbersIn('2026-05-29', 'presence')).toContain(numberOf(1));
    });

    it('loses its keys at the deadline although nobody closed it', async () => {
      const periods = consent.app.get(PeriodsService);
      const april = (await periods.find(MARKET, '2026-04' as Month))!;
      consent.clock.set(new Date(april.destroyBy.getTime() - 1000));
      await periods.destroyOverdue();
      expect((await periods.openKeys(april)).has('return-visits')).toBe(true);
      consent.clock.set(april.destroyBy);
      await periods.destroyOverdue();
      await expect(periods.openKeys(april)).rejects.toBeInstanceOf(PeriodKeysDestroyed);
    });
  });

  it('gives nobody a second name, and no second strata, in a month that began before the database was restored', async () => {
    await request('2026-03-31');
    await consent.close();
    const restored = await createTestDatabase('restored');
    consent = await ConsentApp.boot(
      { databaseUrl: restored.url, redisUrl: stack.redisUrl },
      { surroundings, now: '2026-06-14T12:00:00Z' },
    );
    await consent.approveMarket();
    await consent.importPeople(sinceLongAgo);
    await request('2026-03-30');
    expect(await numbersIn('2026-03-30', 'presence')).toContain(numberOf(1));
    expect(await numbersIn('2026-03-30', 'return-visits')).toEqual([]);
    expect((await consent.sent(panelIssued, 'anonymisation')).map(({ strata }) => strata)).toEqual([null]);
    await request('2026-05-28');
    expect(await numbersIn('2026-05-28', 'return-visits')).toEqual([]);
    await request('2026-02-27');
    expect(await numbersIn('2026-02-27', 'return-visits')).toContain(numberOf(1));
  }, 60_000);
});
