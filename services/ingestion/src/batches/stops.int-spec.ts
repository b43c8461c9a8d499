import { randomUUID } from 'node:crypto';
import { type MarketId, type ProcessingStop } from '@passant/contracts';
import { ProcessingResumedProcessor, ProcessingStoppedProcessor } from '@passant/platform';
import { testStack, waitFor } from '@passant/testing';
import { IngestionHarness } from '../../test/ingestion-harness';

const CELLS = `cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end
C1,S1,51.34,12.37,0,,4G,800,2026-01-01,
C2,S2,51.38,12.45,0,,4G,800,2026-01-01,
`;
const anna = '+4915100000001';
const events = (minute: number): string =>
  `msisdn,timestamp,cell_id\n${anna},2026-06-08T10:${String(minute).padStart(2, '0')}:00Z,C1\n`;
const signal = new AbortController().signal;

describe('a stopped market', () => {
  const stack = testStack({ postgres: true, redis: true });
  let ingestion: IngestionHarness;
  const market = 'halted' as MarketId;
  let number = 0;

  beforeAll(async () => {
    ingestion = await IngestionHarness.start(stack);
    await ingestion.openMarket({ id: market, timeZone: 'Europe/Berlin', cells: CELLS });
  }, 60_000);
  afterAll(() => ingestion?.stop());

  const toStop = (given: Partial<ProcessingStop> = {}): ProcessingStop => ({
    ...{ stopId: randomUUID(), number: ++number, market, purpose: null, product: null },
    ...{ since: '2026-06-08T10:00:00.000Z', until: null, endedAt: null, ...given },
  });
  const stop = async (given: Partial<ProcessingStop> = {}): Promise<ProcessingStop> => {
    const payload = toStop(given);
    await ingestion.app
      .get(ProcessingStoppedProcessor, { strict: false })
      .handle({ rowId: randomUUID(), payload, signal });
    return payload;
  };
  const resume = (stopped: ProcessingStop) => {
    const payload = { ...stopped, number: ++number, endedAt: '2026-06-08T11:00:00.000Z' };
    return ingestion.app
      .get(ProcessingResumedProcessor, { strict: false })
      .handle({ rowId: randomUUID(), payload, signal });
  };
  const put = (minute: number) => ingestion.put(`/uploads/events/${market}`, events(minute), 'text/csv');

  it('takes no files, says so, and takes them again once the stop has ended', async () => {
    const stopped = await stop();
    const refused = await put(1);
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'PROCESSING_STOPPED', message: expect.stringContaining(market) });
    const { batches } = await ingestion.ask<{ batches: unknown[] }>(
      { kind: 'staff', staffId: 'nora', roles: ['network-operator'] },
      `{ batches(market: "${market}") { id } }`,
    );
    expect(batches).toEqual([]);
    await resume(stopped);
    expect((await put(1)).statusCode).toBe(200);
  });

  it('leaves a batch unread that was there before the stop, and reads it afterwards', async () => {
    const batchId = (await put(2)).json<{ batchId: string }>().batchId;
    await ingestion.waitForState(batchId, 'WAITING_FOR_PANELS');
    const stopped = await stop();
    await ingestion.issuePanels(market, ['2026-06-08'], [anna]);
    await waitFor(async () => {
      const [row] = await ingestion.dataSource.query(
        'SELECT ring FROM outbox WHERE job = $1 AND payload ->> $2 = $3 ORDER BY ring DESC',
        [...['batch.received', 'batchId', batchId]],
      );
      return row !== undefined;
    });
    expect((await ingestion.batch(batchId)).state).not.toBe('DONE');
    await resume(stopped);
    const done = await ingestion.waitForState(batchId, 'DONE', 'FAILED');
    expect(done).toMatchObject({ state: 'DONE', counters: { read: 1, accepted: 1 } });
  });

  it('is only one whose everything is stopped: files serve other purposes and products', async () => {
    const stopped = await stop({ purpose: 'public-planning' });
    expect((await put(3)).statusCode).toBe(200);
    await resume(stopped);
  });
});
