import { appendFileSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monthOf, type Period, PURPOSES, releaseCleared, stopListGrown } from '@passant/contracts';
import { createTestDatabase, testStack } from '@passant/testing';
import { DecisionsService, type Outcome } from '../src/decisions/decisions.service';
import { ReplayService } from '../src/decisions/replay.service';
import { NoticesService } from '../src/notices/notices.service';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { LinesService } from '../src/registry/lines.service';
import { ClearanceRequestedProcessor } from '../src/stop-lists/clearance-requested.processor';
import { ConsentApp, day, decisionsCsv, makeSurroundings, MARKET, numberOf } from './consent-app';

const DAY = day('2026-06-08');
const CLEARANCE = { market: MARKET, period: DAY, clearanceId: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11' };

const linesOf = (consent: ConsentApp, index: number): Promise<string[]> =>
  consent.app.get(LinesService, { strict: false }).findByNumber(numberOf(index));

async function answer(consent: ConsentApp, index: number, wish: 'allow' | 'refuse'): Promise<Outcome> {
  const subscriberIds = await linesOf(consent, index);
  const notice = await consent.app.get(NoticesService, { strict: false }).serve('en', subscriberIds);
  const choices = [{ purpose: PURPOSES[0], dataKind: 'presence', wish }] as const;
  const decisions = consent.app.get(DecisionsService, { strict: false });
  return decisions.submit({ subscriberIds, choices, notice, wallNow: Date.now() });
}

const stateOf = async (consent: ConsentApp, index: number): Promise<string> => {
  const states = await consent.app.get(DecisionsService, { strict: false }).getStates(await linesOf(consent, index));
  return states.get(`${PURPOSES[0]}/presence`)!;
};

describe('5.8, 5.11 the withdrawal journal beside the database', () => {
  const stack = testStack({ postgres: true, redis: true });
  const surroundings = makeSurroundings();
  const journalFile = join(surroundings.folder, 'journal', 'withdrawals');
  let consent: ConsentApp;
  const boot = async (): Promise<void> => {
    consent = await ConsentApp.boot(stack, { surroundings, now: '2026-06-10T10:00:00Z' });
  };
  const people = [1, 2, 3, 4, 5, 6, 7].map((index) => ({ number: numberOf(index) }));

  beforeAll(async () => {
    await boot();
    await consent.approveMarket();
    await consent.importPeople(people);
  }, 60_000);
  afterAll(() => consent.close());

  it('brings back a withdrawal whose process died between journal and commit', async () => {
    await consent.sql(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'crash'; END $$`,
    );
    await consent.sql(
      `CREATE CONSTRAINT TRIGGER crash AFTER INSERT ON decision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()`,
    );
    await expect(answer(consent, 1, 'refuse')).rejects.toThrow();
    await consent.sql('DROP TRIGGER crash ON decision');
    expect(await stateOf(consent, 1)).toBe('given');
    await consent.close();
    await boot();
    expect(await stateOf(consent, 1)).toBe('withdrawn');
    await consent.close();
    await boot();
    expect(await consent.sql(`SELECT 1 FROM decision WHERE origin = 'journal'`)).toHaveLength(1);
  }, 60_000);

  it('puts back a withdrawal whose commit failed, without waiting for a restart', async () => {
    await consent.sql(
      `CREATE CONSTRAINT TRIGGER crash AFTER INSERT ON decision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()`,
    );
    await expect(answer(consent, 7, 'refuse')).rejects.toThrow();
    const replay = consent.app.get(ReplayService, { strict: false });
    await expect(replay.replayFailed(0)).rejects.toThrow();
    await consent.sql('DROP TRIGGER crash ON decision');
    expect(await stateOf(consent, 7)).toBe('given');
    await replay.replayFailed(0);
    expect(await stateOf(consent, 7)).toBe('withdrawn');
  });

  it('boots over a torn last line, whose withdrawal nobody was told of', async () => {
    await consent.close();
    appendFileSync(journalFile, readFileSync(journalFile).subarray(0, 30));
    await boot();
    expect((await answer(consent, 2, 'refuse')).reference).not.toBeNull();
    await consent.close();
    await boot();
    expect(await stateOf(consent, 2)).toBe('withdrawn');
  }, 60_000);

  it('refuses a yes, takes a no and holds releases while it cannot be written; then catches up', async () => {
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
    renameSync(journalFile, `${journalFile}.away`);
    mkdirSync(journalFile);
    expect(await answer(consent, 2, 'allow')).toEqual({ reference: null, refused: 'JOURNAL_UNWRITABLE' });
    const refusedImport = await consent.put('decisions', decisionsCsv([{ number: numberOf(2) }]));
    expect([refusedImport.status, refusedImport.body['code']]).toEqual([503, 'JOURNAL_UNWRITABLE']);
    expect((await answer(consent, 3, 'refuse')).reference).not.toBeNull();
    expect(await stateOf(consent, 3)).toBe('withdrawn');
    await expect(consent.deliver(ClearanceRequestedProcessor, CLEARANCE)).rejects.toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
    });
    rmdirSync(journalFile);
    renameSync(`${journalFile}.away`, journalFile);
    await consent.deliver(ClearanceRequestedProcessor, CLEARANCE);
    expect(await consent.sent(releaseCleared, 'anonymisation')).toMatchObject([{ stopListNumber: 1 }]);
    expect(await consent.sql('SELECT * FROM journal_backlog')).toEqual([]);
    expect((await answer(consent, 2, 'allow')).reference).not.toBeNull();
  }, 60_000);

  it('lets no consent come back with an older backup, and lets a later yes stand', async () => {
    const restored = await createTestDatabase('restored');
    await answer(consent, 6, 'refuse');
    const tables = [
      'market',
      'subscriber',
      'notice',
      'notice_served',
      'decision',
      'period',
      'panel',
      'period_key',
      'panel_ledger',
    ];
    const dump = new Map<string, unknown>();
    for (const table of tables)
      dump.set(table, (await consent.sql(`SELECT json_agg(t) AS rows FROM ${table} t`))[0]!['rows'] ?? []);
    // After the backup: a withdrawal, and a withdrawal with a later yes that the backup has (line 6 decides again below).
    await answer(consent, 4, 'refuse');
    await answer(consent, 5, 'refuse');
    await consent.close();

    const after = await ConsentApp.boot(
      { databaseUrl: restored.url, redisUrl: stack.redisUrl },
      { surroundings: { ...surroundings }, now: '2026-06-10T12:00:00Z' },
    );
    // The registry was empty at that boot, so everything was replayed for lines nobody knows yet; now the backup comes in.
    for (const table of tables)
      await after.sql(
        `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1) ON CONFLICT DO NOTHING`,
        [JSON.stringify(dump.get(table))],
      );
    expect(await stateOf(after, 4)).toBe('withdrawn');
    await after.close();
    const again = await ConsentApp.boot(
      { databaseUrl: restored.url, redisUrl: stack.redisUrl },
      { surroundings: { ...surroundings }, now: '2026-06-10T12:00:00Z' },
    );
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map((index) => stateOf(again, index)))).toEqual([
      'withdrawn',
      'given',
      'withdrawn',
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
    // Sending the operator's old decisions again does not help either.
    await again.put('decisions', decisionsCsv(people));
    expect(await stateOf(again, 5)).toBe('withdrawn');
    await again.close();
    await restored.drop();
    await boot();
  }, 90_000);

  it('puts a replayed withdrawal on the stop list of days and months that still live, under a number above all earlier ones', async () => {
    const highest = async (of: ConsentApp, period: Period): Promise<number> => {
      const grown = (await of.sent(stopListGrown, 'anonymisation')).filter((each) => each.period === period);
      return Math.max(...grown.map(({ number }) => number));
    };
    const before = [await highest(consent, DAY), await highest(consent, monthOf(DAY))];
    const restored = await createTestDatabase('restored');
    const tables = [
      'market',
      'subscriber',
      'notice',
      'notice_served',
      'decision',
      'period',
      'panel',
      'period_key',
      'panel_ledger',
    ];
    const dump = new Map<string, unknown>();
    for (const table of tables)
      dump.set(table, (await consent.sql(`SELECT json_agg(t) AS rows FROM ${table} t`))[0]!['rows'] ?? []);
    await answer(consent, 2, 'refuse');
    await consent.close();
    const url = { databaseUrl: restored.url, redisUrl: stack.redisUrl };
    const empty = makeSurroundings();
    const first = await ConsentApp.boot(url, { surroundings: empty });
    for (const table of tables)
      await first.sql(
        `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1) ON CONFLICT DO NOTHING`,
        [JSON.stringify(dump.get(table))],
      );
    await first.sql('UPDATE period SET stop_list_number = 0');
    await first.close();
    rmSync(empty.folder, { recursive: true });
    const after = await ConsentApp.boot(url, { surroundings, now: '2026-06-10T12:00:00Z' });
    expect(await stateOf(after, 2)).toBe('withdrawn');
    await after.deliver(ClearanceRequestedProcessor, CLEARANCE);
    expect(await highest(after, DAY)).toBeGreaterThan(before[0]!);
    expect(await highest(after, monthOf(DAY))).toBeGreaterThan(before[1]!);
    await after.close();
    await restored.drop();
    await boot();
  }, 90_000);
});
