import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Actor,
  processingResumed,
  type ProcessingStops,
  processingStopped,
  type StaffRole,
} from '@passant/contracts';
import { flushTestRedis, testStack, waitFor } from '@passant/testing';
import { JobNotReady } from '@passant/platform';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ClearanceRequestedProcessor } from '../src/stop-lists/clearance-requested.processor';
import { StopsService } from '../src/stops/stops.service';
import { ConsentApp, day, makeSurroundings, MARKET } from './consent-app';

const staff = (staffId: string, ...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId, roles });
const petra = staff('petra-privacy', 'privacy-officer');
const ada = staff('ada-admin', 'admin');
const boris = staff('boris-admin', 'admin');

const FIELDS = 'id state since until confirmedBy endedBy';
const STOP = `mutation ($market: String!, $purpose: String, $product: String, $reason: String!) {
  done: stopProcessing(market: $market, purpose: $purpose, product: $product, reason: $reason) { ${FIELDS} } }`;
const REASON = 'The authority asked us to.';
interface Stop {
  id: string;
  state: string;
  until: string | null;
}

describe('the stop switch', () => {
  const stack = testStack({ postgres: true, redis: true });
  const surroundings = makeSurroundings();
  let consent: ConsentApp;
  const boot = async (now: string) => void (consent = await ConsentApp.boot(stack, { surroundings, now }));

  beforeAll(async () => {
    await boot('2026-06-10T10:00:00Z');
    await consent.approveMarket();
  }, 60_000);
  afterAll(() => consent.close());

  const ask = async (actor: Actor, query: string, variables: object = {}) => {
    const { data, errors } = await consent.client.graphql<{ done: Stop }>(
      actor,
      query,
      variables as Record<string, unknown>,
    );
    return errors ? { code: errors[0]!.extensions['code'] } : data!.done;
  };
  const stop = (actor: Actor, scope: object = {}) =>
    ask(actor, STOP, { market: MARKET, reason: REASON, ...scope }) as Promise<Stop>;
  const confirm = (actor: Actor, id: string) =>
    ask(actor, `mutation { done: confirmStop(stopId: "${id}") { ${FIELDS} } }`);
  const propose = (actor: Actor, id: string) =>
    ask(actor, `mutation { done: resumeProcessing(stopId: "${id}", reason: "All is mended now.") { ${FIELDS} } }`);
  const approve = (actor: Actor, id: string) =>
    ask(actor, `mutation { done: approveResume(stopId: "${id}") { ${FIELDS} } }`);
  const file = join(surroundings.folder, 'stops', 'processing-stops.json');
  const told = (): ProcessingStops => JSON.parse(readFileSync(file, 'utf8')) as ProcessingStops;
  const end = async (id: string) => {
    await propose(ada, id);
    expect(await approve(petra, id)).toMatchObject({ state: 'ended' });
  };

  it('halts panels and clearances at once when a privacy officer turns it, and is told to everybody', async () => {
    const request = { market: MARKET, day: day('2026-06-08') };
    const { id, state, until } = await stop(petra);
    expect([state, until]).toEqual(['standing-alone', '2026-06-11T10:00:00.000Z']);
    expect(told().stops).toMatchObject([{ stopId: id, market: MARKET, purpose: null, endedAt: null, until }]);
    for (const consumer of ['ingestion', 'anonymisation', 'insights']) {
      expect(await consent.sent(processingStopped, consumer)).toMatchObject([{ stopId: id }]);
    }
    await expect(consent.deliver(PanelRequestedProcessor, request)).rejects.toThrow(JobNotReady);
    const clearance = { market: MARKET, period: '2026-06-08', clearanceId: '0b9f8f0e-8f0a-4c8e-9d5e-2f6f1d2c3b4a' };
    await expect(consent.deliver(ClearanceRequestedProcessor, clearance)).rejects.toMatchObject({
      code: 'PROCESSING_STOPPED',
    });
    expect(await consent.app.get(StopsService).listPublic()).toMatchObject([
      { market: MARKET, purpose: null, product: null },
    ]);

    expect(await confirm(petra, id)).toEqual({ code: 'NEEDS_ANOTHER' });
    expect(await confirm(ada, id)).toMatchObject({ state: 'standing', until: null, confirmedBy: 'ada-admin' });
    expect(await approve(boris, id)).toEqual({ code: 'END_NOT_PROPOSED' });
    expect(await propose(ada, id)).toMatchObject({ state: 'standing' });
    expect(await approve(ada, id)).toEqual({ code: 'NEEDS_ANOTHER' });
    expect(await approve(boris, id)).toEqual({ code: 'NEEDS_OTHER_ROLE' });
    expect(await approve(petra, id)).toMatchObject({ state: 'ended', endedBy: 'petra-privacy' });
    expect(await consent.sent(processingResumed, 'insights')).toMatchObject([
      { stopId: id, endedAt: expect.any(String) },
    ]);
    expect(await approve(petra, id)).toEqual({ code: 'STOP_IS_OVER' });
    await consent.deliver(PanelRequestedProcessor, request);
    const acts = await consent.sql('SELECT act, staff_id FROM staff_act WHERE subject_id = $1 ORDER BY position', [id]);
    expect(acts).toEqual([
      { act: 'stopProcessing', staff_id: 'petra-privacy' },
      { act: 'confirmStop', staff_id: 'ada-admin' },
      { act: 'resumeProcessing', staff_id: 'ada-admin' },
      { act: 'approveResume', staff_id: 'petra-privacy' },
    ]);
  });

  it('of an admin waits for a privacy officer; numbers grow with each change', async () => {
    const before = told().number;
    const { id, state } = await stop(ada, { purpose: 'place-statistics', product: 'flows' });
    expect(state).toBe('asked');
    expect(told().stops.map(({ stopId }) => stopId)).not.toContain(id);
    expect(await confirm(petra, id)).toMatchObject({ state: 'standing' });
    expect(told().stops.find(({ stopId }) => stopId === id)).toMatchObject({ product: 'flows', until: null });
    expect(told().number).toBeGreaterThan(before);
    // Panels serve other products.
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-09') });
    await end(id);
  });

  it('ends by itself where a privacy officer stays alone', async () => {
    const { id } = await stop(petra);
    consent.clock.set('2026-06-11T10:00:00Z');
    expect(await confirm(ada, id)).toEqual({ code: 'STOP_IS_OVER' });
    expect(await consent.app.get(StopsService).listPublic()).toEqual([]);
  });

  it('stands over a restart, a wiped queue, a lost hand-over and the restore of an older database', async () => {
    consent.clock.set('2026-06-12T10:00:00Z');
    const { id } = await stop(petra);
    await confirm(ada, id);
    await consent.close();
    await flushTestRedis();
    writeFileSync(file, 'half a fi');
    await boot('2026-06-12T10:00:00Z');
    expect(told().stops).toContainEqual(expect.objectContaining({ stopId: id, endedAt: null }));
    const backup = await consent.sql('SELECT * FROM processing_stop WHERE id = $1', [id]);
    expect(backup).toHaveLength(1);
    await consent.sql('DELETE FROM processing_stop');
    await consent.close();
    await boot('2026-06-12T10:00:00Z');
    expect(await consent.app.get(StopsService).listPublic()).toMatchObject([{ market: MARKET }]);
    const number = told().number;
    await end(id);
    expect(told().number).toBeGreaterThan(number);
    await waitFor(async () => (await consent.app.get(StopsService).listPublic()).length === 0);
  }, 60_000);

  it('is for privacy officers and admins, needs a reason, and says what it did not understand', async () => {
    expect(await stop(staff('anton', 'approver'))).toEqual({ code: 'FORBIDDEN' });
    for (const scope of [{ reason: 'no' }, { market: 'No Market' }, { purpose: 'fun' }, { product: 'everything' }]) {
      expect(await stop(petra, scope)).toEqual({ code: 'INPUT_INVALID' });
    }
    expect(await confirm(ada, '0b9f8f0e-8f0a-4c8e-9d5e-2f6f1d2c3b4a')).toEqual({ code: 'STOP_UNKNOWN' });
  });
});
