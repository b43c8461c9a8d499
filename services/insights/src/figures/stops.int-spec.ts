import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, ProcessingStop } from '@passant/contracts';
import { ProcessingResumedProcessor, ProcessingStoppedProcessor } from '@passant/platform';
import { testStack, waitFor } from '@passant/testing';
import { DAY, MARKET, presenceArtefact, zonePlan } from '../../test/artefacts';
import { Insights } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
const signal = new AbortController().signal;
let insights: Insights;
let actor: Actor;
let number = 0;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
  await insights.publish(presenceArtefact());
  ({ actor } = await insights.signUp());
}, 60_000);
afterAll(() => insights.app.close());

const toStop = (given: Partial<Record<keyof ProcessingStop, unknown>> = {}): ProcessingStop =>
  ({
    ...{ stopId: randomUUID(), number: ++number, market: MARKET, purpose: null, product: null },
    ...{ since: '2026-06-08T10:00:00.000Z', until: null, endedAt: null, ...given },
  }) as ProcessingStop;
const ENDED = '2026-06-08T11:00:00.000Z';

/** As consent writes the hand-over. */
const putStops = (...stops: ProcessingStop[]): void => {
  const written = { format: 'processing-stops/1', number, stops };
  writeFileSync(join(insights.folders.HAND_OVER_STOPS, 'processing-stops.json'), JSON.stringify(written));
};
const stopped = (stop: ProcessingStop) =>
  insights.app
    .get(ProcessingStoppedProcessor, { strict: false })
    .handle({ rowId: randomUUID(), payload: stop, signal });
const resumed = (stop: ProcessingStop) =>
  insights.app
    .get(ProcessingResumedProcessor, { strict: false })
    .handle({ rowId: randomUUID(), payload: stop, signal });

const QUESTION = `query ($zones: [ID!]!, $day: String!) {
  presence(zoneIds: $zones, from: $day, to: $day, grain: DAY) { zone { id } } }`;
const sale = async (): Promise<string> => {
  const { code } = await insights.refusal(actor, QUESTION, { zones: ['centre'], day: DAY });
  return code === undefined ? 'answered' : String(code);
};
const countEvents = async (): Promise<number> => (await insights.dataSource.query('SELECT FROM usage_event')).length;

describe('what is stopped', () => {
  it('is not sold from the job on, and sold again once it is resumed; a refusal costs nothing', async () => {
    expect(await sale()).toBe('answered');
    const before = await countEvents();
    const stop = toStop();
    await stopped(stop);
    expect(await insights.refusal(actor, QUESTION, { zones: ['centre'], day: DAY })).toMatchObject({
      code: 'PROCESSING_STOPPED',
      message: expect.stringMatching(/everything in the market .* since 2026-06-08T10:00:00/),
    });
    expect(await countEvents()).toBe(before);
    await resumed({ ...stop, number: ++number, endedAt: ENDED });
    expect(await sale()).toBe('answered');
  });

  it.each([
    ['its purpose', { purpose: 'place-statistics' }, 'PROCESSING_STOPPED'],
    ['another purpose', { purpose: 'public-planning' }, 'answered'],
    ['its product', { product: 'presence' }, 'PROCESSING_STOPPED'],
    ['another product', { product: 'flows' }, 'answered'],
    ['another market', { market: 'elsewhere' }, 'answered'],
    ['a time that is over', { until: '2026-06-08T10:00:00.000Z' }, 'answered'],
  ])('is a sale under a stop of %s: %s → %s', async (_, scope, outcome) => {
    const stop = toStop(scope);
    await stopped(stop);
    expect(await sale()).toBe(outcome);
    await resumed({ ...stop, number: ++number, endedAt: ENDED });
  });

  it('is decided by numbers, not by the order in which jobs come', async () => {
    const first = toStop();
    const end = { ...first, number: ++number, endedAt: ENDED };
    await resumed(end);
    await stopped(first);
    await stopped(first);
    expect(await sale()).toBe('answered');
    const confirmed = toStop();
    await stopped({ ...confirmed, number: ++number, until: null });
    await stopped({ ...confirmed, until: '2026-06-08T10:00:00.000Z' });
    expect(await sale()).toBe('PROCESSING_STOPPED');
    await resumed({ ...confirmed, number: ++number, endedAt: ENDED });
  });

  it('is known within seconds without any queue, from the hand-over, and over a restart without it', async () => {
    const stop = toStop();
    const begun = performance.now();
    putStops(stop);
    await waitFor(async () => (await sale()) === 'PROCESSING_STOPPED');
    process.stdout.write(
      `stop by the hand-over alone: no sale ${((performance.now() - begun) / 1000).toFixed(2)} s later\n`,
    );
    rmSync(join(insights.folders.HAND_OVER_STOPS, 'processing-stops.json'));
    await insights.restart();
    expect(await sale()).toBe('PROCESSING_STOPPED');
    const again = performance.now();
    putStops({ ...stop, number: ++number, endedAt: ENDED });
    await waitFor(async () => (await sale()) === 'answered');
    process.stdout.write(
      `end by the hand-over alone: sold ${((performance.now() - again) / 1000).toFixed(2)} s later\n`,
    );
  }, 60_000);

  it('is not handed out where it was stopped while the answer was being made', async () => {
    const before = await countEvents();
    const runner = insights.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE release_row IN ACCESS EXCLUSIVE MODE');
    const asked = sale();
    await waitFor(async () => {
      const waiting = await insights.dataSource.query(
        `SELECT FROM pg_locks WHERE NOT granted AND relation = 'release_row'::regclass`,
      );
      return (waiting as unknown[]).length > 0;
    });
    const stop = toStop();
    await stopped(stop);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await asked).toBe('PROCESSING_STOPPED');
    expect(await countEvents()).toBe(before);
    await resumed({ ...stop, number: ++number, endedAt: ENDED });
  });
});
