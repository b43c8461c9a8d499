import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { PURPOSES, releaseCleared, stopListSchema } from '@passant/contracts';
import { Jobs, ObjectStores, openBytes } from '@passant/platform';
import { testStack } from '@passant/testing';
import { AbsencesService } from '../src/absences/absences.service';
import { DecisionsRepository } from '../src/decisions/decisions.repository';
import { DecisionsService } from '../src/decisions/decisions.service';
import { WithdrawalJournal } from '../src/journal/withdrawal-journal';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { PeriodsService } from '../src/periods/periods.service';
import { LinesService } from '../src/registry/lines.service';
import { ClearanceRequestedProcessor } from '../src/stop-lists/clearance-requested.processor';
import { StopListFiles } from '../src/stop-lists/stop-list-files';
import { StopListsRepository } from '../src/stop-lists/stop-lists.repository';
import { ConsentApp, day, makeSurroundings, MARKET, numberOf } from './consent-app';

const DAY = day('2026-06-08');

/** Where a withdrawal can be cut off: the first call of one step fails, and nothing after it happens in that process. */
const STEPS: readonly (readonly [
  step: string,
  of: abstract new (...all: never[]) => object,
  method: string,
  isAfter: boolean,
])[] = [
  ['before the journal', WithdrawalJournal, 'append', false],
  ['after the journal', WithdrawalJournal, 'append', true],
  ['before the row', DecisionsRepository, 'append', false],
  ['after the row', DecisionsRepository, 'append', true],
  ['before its stop entries', StopListsRepository, 'addEntries', false],
  ['after its stop entries, before the commit', StopListsRepository, 'addEntries', true],
  ['after the commit, before the list', StopListsRepository, 'findUnpublished', false],
  ['before the list is written', StopListFiles, 'write', false],
  ['after the list is written, before it is announced', StopListFiles, 'write', true],
  ['before its job', Jobs, 'add', false],
  ['after its job, before the commit of the list', Jobs, 'add', true],
];

describe('5.8 a withdrawal that is cut off', () => {
  const stack = testStack({ postgres: true, redis: true });
  const surroundings = makeSurroundings();
  let consent: ConsentApp;
  const boot = async (): Promise<void> => {
    consent = await ConsentApp.boot(stack, { surroundings, now: '2026-06-10T10:00:00Z' });
  };
  const linesOf = (index: number): Promise<string[]> =>
    consent.app.get(LinesService, { strict: false }).findByNumber(numberOf(index));
  const stateOf = async (index: number): Promise<string> =>
    (await consent.app.get(DecisionsService, { strict: false }).getStates(await linesOf(index))).get(
      `${PURPOSES[0]}/presence`,
    )!;

  /** Whether the person was told that it is recorded. */
  async function withdraw(index: number): Promise<boolean> {
    const choices = [{ purpose: PURPOSES[0], dataKind: 'presence', wish: 'refuse' }] as const;
    const submission = { subscriberIds: await linesOf(index), choices, notice: undefined, wallNow: Date.now() };
    return consent.app
      .get(DecisionsService, { strict: false })
      .submit(submission)
      .then(
        ({ reference }) => reference !== null,
        () => false,
      );
  }

  /** From here on this process gets no further, as if it had been killed; what it did before stays. */
  function cutOff(...[of, method, isAfter]: [abstract new (...all: never[]) => object, string, boolean]): void {
    const part = consent.app.get<Record<string, (...all: unknown[]) => Promise<unknown>>>(of as never, {
      strict: false,
    });
    const original = part[method]!.bind(part);
    part[method] = async (...all) => {
      if (isAfter) await original(...all);
      part[method] = () => Promise.reject(new Error('killed'));
      throw new Error('killed');
    };
  }

  /** The number that a clearance names, with how many names stand on that list. */
  async function clear(attempt: number): Promise<{ number: number; names: number }> {
    const clearanceId = `${String(attempt).padStart(8, '0')}-43a8-4c52-8f3f-0f7d8a2f2a11`;
    await consent.deliver(ClearanceRequestedProcessor, { market: MARKET, period: DAY, clearanceId });
    const { stopListNumber: number } = (await consent.sent(releaseCleared, 'anonymisation')).at(-1)!;
    if (number === 0) return { number, names: 0 };
    const store = consent.app.get(ObjectStores).of('stop-lists-anonymisation');
    const key = `${MARKET}/${DAY}/${number}.sealed`;
    const rows = await consent.sql<{ list: never }>(
      `SELECT payload -> 'list' AS list FROM outbox WHERE job = 'stop-list.grown' AND payload ->> 'period' = $1
         AND consumer = 'anonymisation' AND (payload ->> 'number')::int = $2`,
      [DAY, number],
    );
    expect([key, rows.length]).toEqual([key, 1]);
    const bytes = await openBytes(consent.surroundings.anonymisation, await store.readBytes(rows[0]!.list));
    const list = stopListSchema.parse(JSON.parse(String(bytes)));
    const presence = list.pseudonyms.find(({ dataKind }) => dataKind === 'presence')!;
    return { number, names: Buffer.from(presence.base64, 'base64').length / 16 };
  }

  beforeAll(async () => {
    await boot();
    await consent.approveMarket();
    await consent.importPeople([...STEPS.keys(), 100, 101].map((index) => ({ number: numberOf(index) })));
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
  }, 120_000);
  afterAll(() => consent.close());

  let stopped = 0;
  it.each(STEPS.map(([step, ...where], index) => [step, where, index] as const))(
    '%s is not lost: whoever was told, or was in the journal, is stopped after the restart, on the list of the next clearance',
    async (step, where, index) => {
      cutOff(...where);
      const wasTold = await withdraw(index);
      await consent.close().catch(() => undefined);
      await boot();
      const wasKept = step !== 'before the journal';
      expect([step, await stateOf(index)]).toEqual([step, wasKept ? 'withdrawn' : 'given']);
      if (wasTold) expect(await stateOf(index)).toBe('withdrawn');
      if (wasKept) stopped += 1;
      expect([step, (await clear(index)).names]).toEqual([step, stopped]);
    },
    60_000,
  );

  it('is one whose person was told at every step but those before the commit', async () => {
    // The steps after the commit cannot take the confirmation back: publishing is the sweeper's, if need be.
    const rows = await consent.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM decision WHERE origin = 'page'`,
    );
    expect(rows[0]!.count).toBe(STEPS.filter(([step]) => /after the commit|list|job/.test(step)).length);
  });

  it('may be a pause, too', async () => {
    cutOff(StopListsRepository, 'addEntries', false);
    const lines = await linesOf(100);
    await expect(consent.app.get(AbsencesService, { strict: false }).pause(lines, 24)).rejects.toThrow('killed');
    await consent.close().catch(() => undefined);
    await boot();
    const { pauseEnd } = await consent.app.get(AbsencesService, { strict: false }).findWithPauseEnd(lines);
    expect(pauseEnd).toBeDefined();
    expect((await clear(100)).names).toBe(stopped + 1);
  }, 60_000);

  it('may come while the key store is missing: it is taken, nothing counts as destroyed, and it holds once the store is back', async () => {
    const keys = join(surroundings.folder, 'keys');
    const periods = consent.app.get(PeriodsService, { strict: false });
    const { periodId, destroyBy } = (await periods.find(MARKET, DAY))!;
    const now = consent.clock.now();
    renameSync(keys, `${keys}-away`);
    expect(await withdraw(101)).toBe(true);
    const missing = { code: 'KEY_STORE_MISSING', category: 'unavailable' };
    await expect(clear(101)).rejects.toMatchObject(missing);
    consent.clock.set(destroyBy);
    await expect(periods.destroyOverdue()).rejects.toMatchObject(missing);
    expect((await periods.get(periodId)).destroyedAt).toBeNull();
    expect((await fetch(`${consent.origin}/health`)).status).toBe(200);
    consent.clock.set(now);
    renameSync(`${keys}-away`, keys);
    expect((await clear(102)).names).toBe(stopped + 2);
  }, 60_000);
});
