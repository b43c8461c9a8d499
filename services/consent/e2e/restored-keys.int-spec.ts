import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PANEL_DATA_KINDS, panelIssued, PURPOSES } from '@passant/contracts';
import { ObjectStores } from '@passant/platform';
import { copyTestDatabase, testStack } from '@passant/testing';
import { DecisionsService } from '../src/decisions/decisions.service';
import { derivePseudonym } from '../src/keys/domain/derive-pseudonym';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { DayClosedProcessor } from '../src/periods/day-closed.processor';
import { PeriodKeysDestroyed } from '../src/periods/period-keys';
import { PeriodsService } from '../src/periods/periods.service';
import { LinesService } from '../src/registry/lines.service';
import { decrypt } from '../src/secrets/seal';
import { ConsentApp, day, makeSurroundings, MARKET, numberOf } from './consent-app';
import { readPanel } from './read-panel';

const DAY = day('2026-06-08');
const NOW = '2026-06-10T10:00:00Z';

interface Wrapped {
  readonly periodId: string;
  readonly use: string;
  readonly wrapped: Buffer;
}

describe('5.7 a database that is restored after the keys of a day were destroyed', () => {
  const stack = testStack({ postgres: true, redis: true });
  const surroundings = makeSurroundings();
  let consent: ConsentApp;
  let pseudonym: string;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { surroundings, now: NOW });
    await consent.approveMarket();
    await consent.importPeople([{ number: numberOf(1), dataKinds: [...PANEL_DATA_KINDS] }, { number: numberOf(2) }]);
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
    const [row] = await readPanel(consent, { day: DAY, dataKind: 'presence', numbers: [numberOf(1)] });
    pseudonym = row!.pseudonym;
    await consent.close();
    const backup = await copyTestDatabase(stack.databaseUrl);
    consent = await ConsentApp.boot(stack, { surroundings, now: NOW });
    // Before: the copy's rows and the key store do give the name back, so what follows can tell.
    expect(await findNames(consent)).toContain(pseudonym);
    await consent.deliver(DayClosedProcessor, { market: MARKET, period: DAY });
    await consent.close();
    consent = await ConsentApp.boot({ databaseUrl: backup.url, redisUrl: stack.redisUrl }, { surroundings, now: NOW });
  }, 120_000);
  afterAll(() => consent.close());

  const findWrapped = (from: ConsentApp): Promise<Wrapped[]> =>
    from.sql(
      `SELECT period_id AS "periodId", use, wrapped FROM period_key JOIN period ON period.id = period_id WHERE period = $1`,
      [DAY],
    );

  /** What the first person could be called on that day by whoever holds the database and the whole key store. */
  async function findNames(from: ConsentApp): Promise<string[]> {
    const [line] = await from.app.get(LinesService, { strict: false }).findByNumber(numberOf(1));
    const folder = join(surroundings.folder, 'keys');
    const wrappingKeys = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    return (await findWrapped(from)).flatMap(({ periodId, use, wrapped }) =>
      wrappingKeys.flatMap((key) => {
        try {
          const opened = decrypt(key, wrapped, `${periodId}/${use}`);
          return derivePseudonym(opened, line!).toString('hex').toUpperCase();
        } catch {
          return [];
        }
      }),
    );
  }

  it('still has the rows of the day as if it lived, and every person and number of it', async () => {
    expect((await findWrapped(consent)).map(({ use }) => use).sort()).toEqual(['match', 'movement', 'presence']);
    expect(await consent.sql(`SELECT destroyed_at FROM period WHERE period = $1`, [DAY])).toEqual([
      { destroyed_at: null },
    ]);
    expect(await consent.app.get(LinesService, { strict: false }).findByNumber(numberOf(1))).toHaveLength(1);
  });

  it('revives no key: nothing in it and in the key store together gives anybody the name of that day', async () => {
    expect(await findNames(consent)).toEqual([]);
    const periods = consent.app.get(PeriodsService, { strict: false });
    const live = (await periods.find(MARKET, DAY))!;
    await expect(periods.openKeys(live)).rejects.toBeInstanceOf(PeriodKeysDestroyed);
  });

  it('gets no second panel of that day, also where the panel was not known to be issued', async () => {
    const panels = consent.app.get(ObjectStores).of('panels');
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
    expect(await panels.list(`${MARKET}/${DAY}/`)).toEqual([]);
    await consent.sql(`UPDATE panel SET state = 'issuing', issued_at = NULL WHERE day = $1`, [DAY]);
    await expect(consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY })).rejects.toThrow();
    expect(await panels.list(`${MARKET}/${DAY}/`)).toEqual([]);
    expect((await consent.sent(panelIssued, 'ingestion')).filter((each) => each.day === DAY)).toHaveLength(1);
  });

  it('still takes a no, and ends the day for good when it is due', async () => {
    const subscriberIds = await consent.app.get(LinesService, { strict: false }).findByNumber(numberOf(1));
    const choices = [{ purpose: PURPOSES[0], dataKind: 'presence', wish: 'refuse' }] as const;
    const decisions = consent.app.get(DecisionsService, { strict: false });
    const { reference } = await decisions.submit({ subscriberIds, choices, notice: undefined, wallNow: Date.now() });
    expect(reference).not.toBeNull();
    const periods = consent.app.get(PeriodsService, { strict: false });
    consent.clock.set((await periods.find(MARKET, DAY))!.destroyBy);
    await periods.destroyOverdue();
    expect(await consent.sql(`SELECT destroyed_at IS NULL AS lives FROM period WHERE period = $1`, [DAY])).toEqual([
      { lives: false },
    ]);
  });
});
