import { randomUUID } from 'node:crypto';
import { releasePublished, type Day } from '@passant/contracts';
import { testStack, waitFor } from '@passant/testing';
import { dayMaker, OF_A_DAY, RunningService, stayers, type ToldStop } from '../../test/running-service';

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
let number = 0;
const nextDay = dayMaker();

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

const toStop = (given: Partial<ToldStop> = {}): ToldStop => ({
  ...{ stopId: randomUUID(), purpose: null, product: null, since: '2026-06-08T10:00:00.000Z', ...given },
});
/** By the hand-over, as if there were no queue; `known` waits until the service has seen it. */
async function tell(stop: ToldStop): Promise<void> {
  number += 1;
  await service.putStops(number, [stop]);
  await waitFor(async () => {
    const rows = await service.dataSource.query<object[]>('SELECT FROM known_stop WHERE stop_id = $1 AND number = $2', [
      stop.stopId,
      number,
    ]);
    return rows.length === 1;
  });
}
const end = (stop: ToldStop) => tell({ ...stop, endedAt: '2026-06-08T11:00:00.000Z' });

async function complete(day: Day): Promise<void> {
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, [1, 2, 3]));
}
const announced = (day: Day) => service.outbox<typeof releasePublished>('release.published', day);

describe('a close', () => {
  test('of a stopped market waits unmeasured, and goes on when the stop has ended', async () => {
    const stop = toStop();
    await tell(stop);
    const day = nextDay();
    await complete(day);
    await service.clear(day);
    // It asks for clearance anew, which consent does not give while the market is stopped.
    await waitFor(async () => (await service.outbox('release.clearance-requested', day)).length === 2, {
      timeoutMs: 30_000,
    });
    expect(await service.countOf('measurement', day)).toBe(0);
    await end(stop);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    expect(await announced(day)).toHaveLength(OF_A_DAY.announcements);
  });

  test('under a stopped purpose releases the other one; the stopped one is announced when it no longer is', async () => {
    const stop = toStop({ purpose: 'place-statistics', product: null });
    await tell(stop);
    const day = nextDay();
    await complete(day);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    const told = await announced(day);
    expect(new Set(told.map(({ payload }) => payload.purpose))).toEqual(new Set(['public-planning']));
    expect(told).toHaveLength(OF_A_DAY.announcements / 2);
    await end(stop);
    await waitFor(async () => (await announced(day)).length === OF_A_DAY.announcements);
    expect(await service.dataSource.query('SELECT FROM release_waiting')).toEqual([]);
  });

  test('under a stopped product announces all others', async () => {
    const stop = toStop({ product: 'dwell' });
    await tell(stop);
    const day = nextDay();
    await complete(day);
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    expect(new Set((await announced(day)).map(({ payload }) => payload.product))).not.toContain('dwell');
    await end(stop);
    await waitFor(async () => (await announced(day)).length === OF_A_DAY.announcements);
  });
});
