import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MarketId, PROCESSING_STOPS_KEY, type ProcessingStop } from '@passant/contracts';
import { FixedClock, temporaryFolder, waitFor } from '@passant/testing';
import { ObjectStores } from '../object-store/object-stores';
import type { StopsRepository } from './stops.repository';
import { StopsService } from './stops.service';

const MARKET = 'leipzig' as MarketId;
const stop = (overrides: Partial<ProcessingStop> = {}): ProcessingStop => ({
  ...{ stopId: randomUUID(), number: 1, market: MARKET, purpose: null, product: null },
  ...{ since: '2026-06-08T10:00:00.000Z', until: null, endedAt: null, ...overrides },
});

/** The rows of one service, which outlive its process. */
class Rows implements Pick<StopsRepository, 'findAll' | 'save'> {
  readonly rows = new Map<string, ProcessingStop>();

  async findAll(): Promise<ProcessingStop[]> {
    return [...this.rows.values()];
  }

  async save(stops: readonly ProcessingStop[]): Promise<void> {
    for (const one of stops) this.rows.set(one.stopId, one);
  }
}

let folder: string;
let rows: Rows;
let service: StopsService;
let elapsedMs: number;

beforeEach(() => {
  folder = temporaryFolder();
  rows = new Rows();
  elapsedMs = 0;
});
afterEach(() => service.onApplicationShutdown());

/** As another process on the same rows and hand-over. */
async function start(): Promise<void> {
  const stores = ObjectStores.fromEnvironment({ HAND_OVER_STOPS: folder });
  const clock = new FixedClock('2026-06-08T12:00:00Z');
  service = new StopsService(rows as unknown as StopsRepository, stores, clock, () => elapsedMs);
  await service.onModuleInit();
}

const put = (text: string) => writeFileSync(join(folder, PROCESSING_STOPS_KEY), text);
const putStops = (...stops: ProcessingStop[]) =>
  put(JSON.stringify({ format: 'processing-stops/1', number: Math.max(0, ...stops.map((one) => one.number)), stops }));

describe('whoever cannot look up what is stopped', () => {
  it('goes on for a minute with what it knew, and then does nothing until it can look again', async () => {
    await start();
    put('{ cut off');
    elapsedMs = 60_000;
    // Looking and not seeing is not having looked.
    await expect(service['look']()).rejects.toThrow();
    expect(() => service.refuseStopped({ market: MARKET })).not.toThrow();
    elapsedMs = 60_001;
    expect(() => service.refuseStopped({ market: MARKET })).toThrow(expect.objectContaining({ code: 'STOPS_UNKNOWN' }));
    putStops();
    const isAnswered = () => {
      try {
        service.refuseStopped({ market: MARKET });
        return true;
      } catch {
        return null;
      }
    };
    await expect(waitFor(async () => isAnswered())).resolves.toBe(true);
    elapsedMs = 120_001;
    expect(isAnswered()).toBe(true);
  });

  it('does not take a look that was slow for a fresh one', async () => {
    await start();
    const look = service['look']();
    elapsedMs = 60_001;
    await look;
    expect(() => service.refuseStopped({ market: MARKET })).toThrow(expect.objectContaining({ code: 'STOPS_UNKNOWN' }));
  });

  it('does not even start where it never could', async () => {
    put('{ cut off');
    await expect(start()).rejects.toThrow();
  });

  it('does nothing of what was stopped, from the first moment on', async () => {
    rows.rows.set('one', stop({ stopId: 'one' }));
    await start();
    rmSync(folder, { recursive: true });
    elapsedMs = 30_000;
    expect(() => service.refuseStopped({ market: MARKET })).toThrow(
      expect.objectContaining({ code: 'PROCESSING_STOPPED' }),
    );
  });
});

describe('a stop', () => {
  it('outlives the process that was told of it, without the hand-over and without any queue', async () => {
    await start();
    await service.take([stop()]);
    await service.onApplicationShutdown();
    await start();
    expect(() => service.refuseStopped({ market: MARKET, product: 'presence' })).toThrow(/is stopped since/);
  });
});
