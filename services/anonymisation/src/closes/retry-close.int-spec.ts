import type { Actor, BatchId, Day, StaffRole } from '@passant/contracts';
import { anonymous, ServiceClient, testStack, waitFor } from '@passant/testing';
import { randomUUID } from 'node:crypto';
import { dayMaker, OF_A_DAY, RunningService, stayers } from '../../test/running-service';

jest.setTimeout(120_000);

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const staff = (...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId: 'petra', roles });
const REASON = 'The file was restored from the operator.';

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

const retry = (actor: Actor, period: string, reason = REASON) =>
  new ServiceClient(service.app, 'anonymisation').graphql<{ retryClose: { state: string } }>(
    actor,
    `mutation ($period: String!, $reason: String!) {
       retryClose(market: "leipzig", period: $period, reason: $reason) { period state reason } }`,
    { period, reason },
  );

const codeOf = (answer: { errors?: readonly { extensions?: Record<string, unknown> }[] }): unknown =>
  answer.errors?.[0]?.extensions?.['code'];

/** A day whose only segment was altered, and how to put it right. */
async function aFailedDay(): Promise<{ day: Day; mend: () => Promise<unknown> }> {
  const day = nextDay();
  await service.issuePanel(day);
  const segment = await service.putSegment(day, randomUUID() as BatchId, stayers(day, [1]));
  const bytes = await service.store('segments').readBytes(segment.file);
  await service.store('segments').put(segment.file.objectKey, Buffer.from('something else'));
  await service.complete(day, await service.putManifest(day, [segment]));
  await service.clear(day);
  await service.untilState(day, 'FAILED SEGMENT_ALTERED');
  return { day, mend: () => service.store('segments').put(segment.file.objectKey, bytes) };
}

const retriesOf = (day: Day): Promise<unknown[]> =>
  service.dataSource.query(`SELECT failed_with, reason, staff_id FROM close_retry WHERE period = $1`, [day]);

describe('a failed close', () => {
  test('is tried again on the word of the privacy officer, who stays on record', async () => {
    const { day, mend } = await aFailedDay();
    await mend();
    expect((await retry(staff('privacy-officer'), day)).errors).toBeUndefined();
    await waitFor(async () => (await service.outbox('release.clearance-requested', day)).length === 2, {
      timeoutMs: 30_000,
    });
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
    expect(await retriesOf(day)).toEqual([{ failed_with: 'SEGMENT_ALTERED', reason: REASON, staff_id: 'petra' }]);
    expect(codeOf(await retry(staff('privacy-officer'), day))).toBe('CLOSE_NOT_FAILED');
    await expect(service.dataSource.query('DELETE FROM close_retry')).rejects.toThrow(/permission denied/);
  });

  test('fails again where nothing was mended', async () => {
    const { day } = await aFailedDay();
    await retry(staff('privacy-officer'), day);
    await waitFor(async () => (await service.outbox('release.clearance-requested', day)).length === 2, {
      timeoutMs: 30_000,
    });
    await service.clear(day);
    await service.untilState(day, 'FAILED SEGMENT_ALTERED');
    expect(await service.countOf('measurement', day)).toBe(0);
  });

  test('is not tried again without a reason, by others, or where there is none', async () => {
    const { day } = await aFailedDay();
    expect(codeOf(await retry(staff('privacy-officer'), day, 'why not'))).toBe('RETRY_REASON_INVALID');
    expect(codeOf(await retry(staff('privacy-officer'), '2031-01-01'))).toBe('CLOSE_UNKNOWN');
    expect(codeOf(await retry(staff('privacy-officer'), 'yesterday'))).toBe('ARGUMENT_INVALID');
    for (const actor of [staff('admin', 'network-operator'), anonymous])
      expect((await retry(actor, day)).errors).toHaveLength(1);
    expect(await service.stateOf(day)).toBe('FAILED SEGMENT_ALTERED');
    expect(await retriesOf(day)).toEqual([]);
  });
});
