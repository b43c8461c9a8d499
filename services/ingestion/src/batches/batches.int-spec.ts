import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { BatchId, Day, MarketId } from '@passant/contracts';
import { dayManifestSchema } from '@passant/contracts';
import { ObjectStores, openBytes } from '@passant/platform';
import { CapturedLogs, engineProcesses, flushTestRedis, testStack, waitFor } from '@passant/testing';
import { ada, anton, IngestionHarness, nora, NOW } from '../../test/ingestion-harness';
import { BATCH_FIELDS } from '../../test/batch-answer';
import { pseudonymOf } from '../../test/panel-people';
import { DayClosedProcessor } from '../days/day-jobs.processors';
import { DaysService } from '../days/days.service';
import { SegmentConsumedProcessor } from './batch-jobs.processors';
import { BatchesService } from './batches.service';
import { toUploadKey } from './domain/upload-key';
import { Fingerprint } from './fingerprint';
import { UploadStore } from './uploads.service';

const CELLS = `cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end
C1,S1,51.34,12.37,0,,4G,800,2026-01-01,
C2,S2,51.38,12.45,0,,4G,800,2026-01-01,
`;
const HEADER = 'msisdn,timestamp,cell_id';
const [anna, ben, carl] = ['+4915100000001', '+4915100000002', '+4915100000003'] as const;
const events = (...rows: string[]): string => `${HEADER}\n${rows.join('\n')}\n`;
const signal = new AbortController().signal;

describe('batches', () => {
  const stack = testStack({ postgres: true, redis: true });
  let ingestion: IngestionHarness;
  let market: string;
  let markets = 0;

  const logs = new CapturedLogs();
  beforeAll(async () => void (ingestion = await IngestionHarness.start(stack, logs)), 60_000);
  afterAll(() => ingestion?.stop());
  beforeEach(async () => {
    market = `town-${++markets}`;
    await ingestion.openMarket({ id: market, timeZone: 'Europe/Berlin', cells: CELLS });
  });

  /** Uploads and waits for the end; panels of anna and ben for every day. */
  async function ingest(file: string | Buffer, days: readonly string[] = ['2026-06-08']) {
    await ingestion.issuePanels(market, days, [anna, ben]);
    return ingestion.waitForState(await ingestion.upload(market, file), 'DONE', 'FAILED');
  }

  describe('the outcome of rows', () => {
    it('is the first that applies, adds up day by day, and tells lines and reasons but nobody', async () => {
      const batch = await ingest(
        events(
          `${anna},2026-06-08T10:00:00Z,C1`,
          `${anna},2026-06-08T10:00:00Z,C1`,
          `${anna},2026-06-08T12:00:00+02:00,C1`,
          `"${anna}","2026-06-08 11:00","C2"`,
          `${ben},2026-06-08T21:59:59Z,C1`,
          `${carl},2026-06-08T10:00:00Z,C1`,
          `${carl},2026-06-08T10:00:00Z,C1`,
          `015100000001,2026-06-08T10:00:00Z,C1`,
          `${anna},2026-13-08T10:00:00Z,C1`,
          `${anna},2026-07-01T13:30:00Z,C1`,
          `${anna},1999-12-31T10:00:00Z,C1`,
          `${anna},2026-06-08T10:00:00Z,C9`,
          `${anna},2026-06-08T10:00:00Z`,
          '',
          `${anna},2026-06-08T10:00:00Z,C1,extra`,
          '\u0000\u0001',
          `,,`,
          `"${anna},2026-06-08T10:00:00Z",C1`,
        ),
      );

      expect(batch.state).toBe('DONE');
      expect(batch.counters).toEqual({ read: 17, accepted: 3, withoutConsent: 2, duplicate: 2, rejected: 10 });
      expect(batch.byDay).toEqual([
        { day: '2026-06-08', read: 9, accepted: 3, withoutConsent: 2, duplicate: 2, rejected: 2 },
        { day: 'unknown', read: 8, accepted: 0, withoutConsent: 0, duplicate: 0, rejected: 8 },
      ]);
      expect(batch.quarantine).toEqual([
        { reason: 'impossible_time', count: 3, line: 10, lines: [10, 11, 12] },
        { reason: 'malformed_number', count: 2, line: 9, lines: [9, 18] },
        { reason: 'unknown_cell', count: 1, line: 13, lines: [13] },
        { reason: 'wrong_columns', count: 4, line: 14, lines: [14, 16, 17, 19] },
      ]);
      expect(await ingestion.openSegments(batch.id)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ pseudonym: pseudonymOf('2026-06-08', ben).toString('hex'), cell_id: 'C1' }),
        ]),
      );
    });

    it('takes columns in any order, with others between them, line ends of Windows, and gzip without being told', async () => {
      const csv = `\uFEFFcell_id,note,timestamp,msisdn\r\nC1,"a, b",2026-06-08T10:00:00Z,${anna}\r\nC2,,2026-06-08T10:01:00Z,${ben}\r\n`;
      const batch = await ingest(gzipSync(csv));
      expect(batch.counters).toEqual({ read: 2, accepted: 2, withoutConsent: 0, duplicate: 0, rejected: 0 });
    });

    it('cuts days where the market does, also the one of 25 hours', async () => {
      const days = ['2025-10-25', '2025-10-26', '2025-10-27'];
      const batch = await ingest(
        events(
          `${anna},2025-10-25T21:59:59Z,C1`,
          `${anna},2025-10-25T22:00:00Z,C1`,
          `${anna},2025-10-26T22:59:59Z,C1`,
          `${anna},2025-10-26T23:00:00Z,C1`,
        ),
        days,
      );
      expect(batch.byDay.map(({ day, accepted }) => [day, accepted])).toEqual([
        ['2025-10-25', 1],
        ['2025-10-26', 2],
        ['2025-10-27', 1],
      ]);
    });

    it('finds people wherever their panel is cut', async () => {
      const people = Array.from({ length: 50 }, (_, n) => `+49152000000${String(n).padStart(2, '0')}`);
      await ingestion.issuePanels(market, ['2026-06-08'], people, 4);
      const file = events(
        ...people.map((person) => `${person},2026-06-08T10:00:00Z,C1`),
        `${carl},2026-06-08T10:00:00Z,C1`,
      );
      const batch = await ingestion.waitForState(await ingestion.upload(market, file), 'DONE', 'FAILED');
      expect(batch.counters).toMatchObject({ accepted: 50, withoutConsent: 1 });
    });
  });

  describe('a file that cannot be read', () => {
    it.each([
      ['an empty file', '', 'FILE_EMPTY', /empty/],
      ['a header without rows', `${HEADER}\n`, 'FILE_EMPTY', /no rows/],
      [
        'a missing column',
        `msisdn,cell_id\n${anna},C1\n`,
        'WRONG_COLUMNS',
        /Found the columns msisdn, cell_id; expected msisdn, timestamp, cell_id/,
      ],
      ['another delimiter', `msisdn;timestamp;cell_id\n${anna};x;C1\n`, 'WRONG_COLUMNS', /another delimiter/],
      [
        'no header',
        `${anna},2026-06-08T10:00:00Z,C1\n`,
        'WRONG_COLUMNS',
        /\(not a name\), \(not a name\), \(not a name\)/,
      ],
      ['a gzip of nothing', gzipSync(''), 'FILE_EMPTY', /header/],
      [
        'a gzip cut short',
        gzipSync(events(...Array.from({ length: 5000 }, (_, n) => `${anna},2026-06-08T10:00:00Z,X${n}`))).subarray(
          0,
          3000,
        ),
        'FILE_TRUNCATED',
        /cut short/,
      ],
      [
        'a damaged gzip',
        Buffer.concat([gzipSync(events(`${anna},x,C1`)).subarray(0, 12), Buffer.alloc(50, 7)]),
        'FILE_DAMAGED',
        /damaged/,
      ],
    ])('%s fails whole, says why, shows nobody, and may be sent again', async (_what, file, code, message) => {
      const batch = await ingestion.waitForState(await ingestion.upload(market, file), 'DONE', 'FAILED');
      expect(batch.failure).toEqual({ code, message: expect.stringMatching(message) });
      expect(batch.failure?.message).not.toContain('4915');
      expect(batch.counters.read).toBe(0);
      expect(batch.byDay).toEqual([]);
      expect(await ingestion.upload(market, file)).not.toBe(batch.id);
    });
  });

  describe('an upload', () => {
    it('is stored sealed only, and deleted after the batch', async () => {
      const id = await ingestion.upload(market, events(`${anna},2026-06-08T10:00:00Z,C1`));
      const [stored] = ingestion.storedFiles('uploads').filter((path) => path.includes(id));
      expect(readFileSync(stored!).includes(anna)).toBe(false);
      await ingestion.issuePanels(market, ['2026-06-08'], [anna]);
      await ingestion.waitForState(id, 'DONE');
      await waitFor(() => !existsSync(stored!));
    });

    it('whose process died between the end of the batch and its deletion goes with the next sweep', async () => {
      const batch = await ingest(events(`${anna},2026-06-08T10:00:00Z,C1`));
      const uploads = ingestion.app.get(ObjectStores).of('uploads');
      const left = await uploads.put(toUploadKey(batch.id, NOW), Buffer.from('sealed'));
      const arriving = await uploads.put(toUploadKey(randomUUID(), NOW), Buffer.from('sealed'));
      await ingestion.app.get(BatchesService).sweep();
      const kept = await uploads.list();
      expect(kept).not.toContain(left.objectKey);
      expect(kept).toContain(arriving.objectKey);
      await uploads.delete(arriving.objectKey);
    });

    it('is refused with 409 and the earlier batch when its bytes are known', async () => {
      const file = events(`${anna},2026-06-08T10:00:00Z,C2`);
      const batch = await ingest(file);
      const again = await ingestion.put(`/uploads/events/${market}?name=other.csv`, file);
      expect([again.statusCode, again.json()]).toEqual([
        409,
        expect.objectContaining({ code: 'FILE_KNOWN', batchId: batch.id }),
      ]);
      expect((await ingestion.batch(batch.id)).counters.accepted).toBe(1);
    });

    it('is refused for a market without an approved plan, and for anybody but the network operator', async () => {
      const missing = await ingestion.put('/uploads/events/nowhere', events());
      expect([missing.statusCode, missing.json().code]).toEqual([409, 'ZONE_PLAN_MISSING']);
      const admin = await ingestion.put(`/uploads/events/${market}`, events(), 'text/csv', ada);
      expect(admin.statusCode).toBe(403);
    });
  });

  describe('an upload that does not arrive', () => {
    it('is answered with 507 when there is no room, and nothing is kept', async () => {
      const store = ingestion.stores.of('uploads');
      const before = ingestion.storedFiles('uploads');
      store.put = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
      const response = await ingestion
        .put(`/uploads/events/${market}`, events(`${anna},2026-06-08T10:00:00Z,C1`))
        .finally(() => Reflect.deleteProperty(store, 'put'));
      expect([response.statusCode, response.json().code]).toEqual([507, 'STORAGE_FULL']);
      expect(ingestion.storedFiles('uploads')).toEqual(before);
    });

    it('is refused when the sender breaks off, and nothing is kept', async () => {
      const before = ingestion.storedFiles('uploads');
      const broken = Readable.from(
        (async function* () {
          yield Buffer.from(HEADER);
          throw new Error('connection reset');
        })(),
      );
      const arrival = ingestion.app.get(UploadStore).put('1/broken.sealed', broken, new Fingerprint());
      await expect(arrival).rejects.toMatchObject({ code: 'UPLOAD_CUT_SHORT' });
      expect(ingestion.storedFiles('uploads')).toEqual(before);
    });
  });

  describe('panels', () => {
    it('are asked for once a day, and the last one rings the batch again', async () => {
      const days = ['2026-06-05', '2026-06-06'];
      const id = await ingestion.upload(market, events(...days.map((day) => `${anna},${day}T10:00:00Z,C1`)));
      await ingestion.waitForState(id, 'WAITING_FOR_PANELS');
      const requested = (await ingestion.jobs<{ market: string; day: string }>('panel.requested')).filter(
        (job) => job.market === market,
      );
      expect(requested.map(({ day }) => day).sort()).toEqual(days);

      await ingestion.issuePanels(market, [days[0]!], [anna]);
      expect((await ingestion.batch(id)).state).toBe('WAITING_FOR_PANELS');
      await ingestion.issuePanels(market, [days[1]!], [anna]);
      expect((await ingestion.waitForState(id, 'DONE')).counters.accepted).toBe(2);
    });

    it('that come at once, to two processes, ring the batch too', async () => {
      const days = ['2026-06-05', '2026-06-06'];
      const id = await ingestion.upload(market, events(...days.map((day) => `${anna},${day}T10:00:00Z,C1`)));
      await ingestion.waitForState(id, 'WAITING_FOR_PANELS');
      const issued: Parameters<typeof ingestion.tellPanel>[0][] = [];
      const tell = ingestion.tellPanel.bind(ingestion);
      ingestion.tellPanel = async (payload) => void issued.push(payload);
      await ingestion.issuePanels(market, days, [anna]);
      ingestion.tellPanel = tell;

      const first = ingestion.dataSource.createQueryRunner();
      await first.startTransaction();
      await ingestion.app.get(DaysService).takePanel(first.manager, issued[0]!);
      let isDone = false;
      const second = tell(issued[1]!).then(() => (isDone = true));
      await waitFor(
        async () =>
          isDone ||
          (await ingestion.dataSource.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
            .length > 0,
      );
      await first.commitTransaction();
      await first.release();
      await second;
      expect((await ingestion.waitForState(id, 'DONE')).counters.accepted).toBe(2);
    });
  });

  describe('stop lists', () => {
    const day = '2026-06-08';
    const acknowledged = async () =>
      (await ingestion.jobs<{ market: string; number: number }>('stop-list.applied'))
        .filter((job) => job.market === market)
        .map(({ number }) => number);

    it('keep whoever is on them out, and are acknowledged when stored', async () => {
      await ingestion.issuePanels(market, [day], [anna, ben]);
      await ingestion.stopPeople(market, day, 1, [ben]);
      expect(await acknowledged()).toEqual([1]);
      const id = await ingestion.upload(market, events(`${anna},${day}T10:00:00Z,C1`, `${ben},${day}T10:00:00Z,C1`));
      expect((await ingestion.waitForState(id, 'DONE')).counters).toMatchObject({ accepted: 1, withoutConsent: 1 });
      const segments = await ingestion.openSegments(id);
      expect(segments.some(({ pseudonym }) => pseudonym === pseudonymOf(day, ben).toString('hex'))).toBe(false);
    });

    it('that grow while a batch joins are acknowledged when it has redone the join under them', async () => {
      await ingestion.issuePanels(market, [day], [anna, ben]);
      await ingestion.dataSource.query(`
        CREATE FUNCTION grow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NEW; END $$;
        CREATE TRIGGER grow BEFORE UPDATE ON batch FOR EACH ROW WHEN (NEW.stage = 'sealing' AND OLD.stage = 'joining') EXECUTE FUNCTION grow()`);
      const holder = ingestion.dataSource.createQueryRunner();
      try {
        await holder.query('SELECT pg_advisory_lock(77)');
        const id = await ingestion.upload(market, events(`${anna},${day}T10:00:00Z,C1`, `${ben},${day}T10:00:00Z,C1`));
        await waitFor(
          async () =>
            (await ingestion.dataSource.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
              .length > 0,
        );
        await ingestion.stopPeople(market, day, 1, [ben]);
        expect(await acknowledged()).toEqual([]);
        await holder.query('SELECT pg_advisory_unlock(77)');
        expect((await ingestion.waitForState(id, 'DONE', 'FAILED')).counters).toMatchObject({
          accepted: 1,
          withoutConsent: 1,
        });
        expect(await acknowledged()).toEqual([1]);
      } finally {
        await holder.query('SELECT pg_advisory_unlock_all()');
        await holder.release();
        await ingestion.dataSource.query('DROP TRIGGER grow ON batch; DROP FUNCTION grow');
      }
    });

    it('come twice or out of order without harm', async () => {
      await ingestion.issuePanels(market, [day], [anna, ben]);
      const grown = await ingestion.stopPeople(market, day, 2, [anna, ben]);
      await ingestion.stopPeople(market, day, 1, [ben]);
      await ingestion.tellStopList(grown);
      expect(await acknowledged()).toEqual([2]);
      const id = await ingestion.upload(market, events(`${anna},${day}T10:00:00Z,C1`));
      expect((await ingestion.waitForState(id, 'DONE')).counters).toMatchObject({ accepted: 0, withoutConsent: 1 });
    });
  });

  describe('faults', () => {
    /** Rows enough for the engine to be caught at work. */
    const many = (): string => {
      const two = (n: number): string => String(n).padStart(2, '0');
      const rows = Array.from({ length: 300_000 }, (_, n) => {
        const time = `2026-06-08T${two(n % 20)}:${two(n % 60)}:${two(n % 57)}Z`;
        return `${n % 2 ? anna : carl},${time},C${1 + (n % 2)}`;
      });
      return `${HEADER}\n${rows.join('\n')}\n`;
    };

    it('a killed engine leaves no folder; the batch is tried again, adds up, and no segment is there twice', async () => {
      await ingestion.issuePanels(market, ['2026-06-08'], [anna]);
      const id = await ingestion.upload(market, many());
      const [pid] = await waitFor(() => {
        const found = engineProcesses();
        return found.length > 0 ? found : undefined;
      });
      process.kill(pid!, 'SIGKILL');
      const batch = await ingestion.waitForState(id, 'DONE', 'FAILED');

      const { read, accepted, withoutConsent, duplicate, rejected } = batch.counters;
      expect([batch.state, read]).toEqual(['DONE', 300_000]);
      expect(accepted + withoutConsent + duplicate + rejected).toBe(read);
      expect(withoutConsent).toBe(150_000);
      const [{ segments, rows, attempts }] = await ingestion.dataSource.query(
        'SELECT (SELECT attempts FROM batch WHERE id = $1) AS attempts, count(*)::int AS segments, sum(rows)::int AS rows FROM segment WHERE batch_id = $1',
        [id],
      );
      expect([segments, rows]).toEqual([3, 3 * accepted]);
      expect(attempts).toBeGreaterThan(1);
      expect(ingestion.storedFiles('segments').filter((path) => path.includes(id))).toHaveLength(3);
      await waitFor(() => engineProcesses().length === 0);
    }, 60_000);

    it('a wiped Redis loses no batch', async () => {
      await ingestion.issuePanels(market, ['2026-06-08'], [anna]);
      const id = await ingestion.upload(market, events(`${anna},2026-06-08T10:00:00Z,C1`));
      await flushTestRedis();
      expect((await ingestion.waitForState(id, 'DONE')).counters.accepted).toBe(1);
    }, 60_000);

    it('two workers at one batch: one does it', async () => {
      const id = await ingestion.upload(
        market,
        events(`${anna},2026-06-08T10:00:00Z,C1`, `${carl},2026-06-08T10:00:00Z,C1`),
      );
      await ingestion.waitForState(id, 'WAITING_FOR_PANELS');
      await ingestion.dataSource.query(
        "UPDATE batch SET lease_token = gen_random_uuid(), lease_until = now() + interval '2 seconds' WHERE id = $1",
        [id],
      );
      await ingestion.issuePanels(market, ['2026-06-08'], [anna]);
      expect((await ingestion.waitForState(id, 'DONE')).counters).toMatchObject({ accepted: 1, withoutConsent: 1 });
    }, 60_000);

    it('gives a file up that kills every engine, and says so', async () => {
      const id = await ingestion.upload(market, events(`${anna},2026-06-08T10:00:00Z,C1`));
      await ingestion.waitForState(id, 'WAITING_FOR_PANELS');
      await ingestion.dataSource.query('UPDATE batch SET attempts = 8 WHERE id = $1', [id]);
      await ingestion.issuePanels(market, ['2026-06-08'], [anna]);
      expect((await ingestion.waitForState(id, 'FAILED')).failure?.code).toBe('GIVEN_UP');
    });
  });

  describe('a day', () => {
    const day = '2026-06-08' as Day;
    const complete = (days: readonly string[]) =>
      ingestion.graphql<{ completeDays: { day: string; state: string; counters: object }[] }>(
        nora,
        'mutation ($market: ID!, $days: [String!]!) { completeDays(market: $market, days: $days) { day state counters { read accepted duplicate } batchIds } }',
        { market, days },
      );
    const completedJobs = async () =>
      (await ingestion.jobs<{ market: string; day: string; manifest: { objectKey: string } }>('day.completed')).filter(
        (job) => job.market === market,
      );
    const close = () =>
      ingestion.app
        .get(DayClosedProcessor)
        .handle({ rowId: randomUUID(), payload: { market: market as MarketId, period: day }, signal });

    it('is handed over once, with a sealed manifest, and takes no more rows then', async () => {
      const batch = await ingest(events(`${anna},${day}T10:00:00Z,C1`));
      expect((await complete([day])).data?.completeDays).toEqual([
        expect.objectContaining({ day, state: 'COMPLETED' }),
      ]);
      await complete([day]);

      const [job, ...more] = await completedJobs();
      expect(more).toEqual([]);
      const sealed = readFileSync(join(ingestion.folders.segments, job!.manifest.objectKey));
      const manifest = dayManifestSchema.parse(
        JSON.parse((await openBytes(ingestion.keys.anonymisation, sealed)).toString()),
      );
      const segment = { batchId: batch.id, rows: 1, shard: 0, shards: 1 };
      expect(manifest).toMatchObject({
        market,
        day,
        segments: ['movement', 'presence', 'return-visits'].map((dataKind) => ({ ...segment, dataKind })),
      });

      const late = await ingestion.waitForState(
        await ingestion.upload(market, events(`${anna},${day}T11:00:00Z,C1`)),
        'DONE',
        'FAILED',
      );
      expect(late.counters).toMatchObject({ read: 1, rejected: 1 });
      expect(late.quarantine).toEqual([{ reason: 'day_closed', count: 1, line: 2, lines: [2] }]);
    });

    it('is not handed over while a batch may bring rows, without a panel, or unknown', async () => {
      const id = await ingestion.upload(market, events(`${anna},${day}T10:00:00Z,C1`));
      expect((await complete([day])).errors?.[0]?.extensions['code']).toBe('DAY_NOT_READY');
      await ingestion.waitForState(id, 'WAITING_FOR_PANELS');
      expect((await complete([day])).errors?.[0]?.message).toContain('batches that may bring rows');
      expect((await complete(['2026-06-01'])).errors?.[0]?.message).toContain('unknown');
      expect((await complete(['yesterday'])).errors?.[0]?.extensions['code']).toBe('DAYS_INVALID');
      expect(await completedJobs()).toEqual([]);
    });

    it('gives its duplicates back and drops its files when consumed, everything else when closed', async () => {
      const file = events(`${anna},${day}T10:00:00Z,C1`, `${anna},${day}T10:05:00Z,C1`);
      const batch = await ingest(file);
      await complete([day]);
      const consumed = {
        rowId: randomUUID(),
        payload: { market: market as MarketId, day, batchId: batch.id as BatchId, duplicates: 1 },
        signal,
      };
      await Promise.all([1, 2].map(() => ingestion.app.get(SegmentConsumedProcessor).handle(consumed)));
      expect((await ingestion.batch(batch.id)).counters).toMatchObject({ read: 2, accepted: 1, duplicate: 1 });
      const stored = () => ingestion.storedFiles('segments').filter((path) => path.includes(`/${market}/`));
      expect(stored()).toHaveLength(1);

      await close();
      await close();
      expect(stored()).toEqual([]);
      const rows = await ingestion.dataSource.query(
        'SELECT state, panel, stop_list FROM intake_day WHERE market = $1',
        [market],
      );
      expect(rows).toEqual([{ state: 'CLOSED', panel: null, stop_list: null }]);
    });

    it('dies at its deadline, measured or not, and so do files that wait for ever', async () => {
      await ingest(events(`${anna},${day}T10:00:00Z,C1`));
      const waiting = await ingestion.upload(market, events(`${anna},2026-06-03T10:00:00Z,C1`));
      await ingestion.waitForState(waiting, 'WAITING_FOR_PANELS');
      await ingestion.dataSource.query(
        "UPDATE intake_day SET destroy_by = '2026-06-30' WHERE market = $1 AND panel IS NOT NULL",
        [market],
      );
      await ingestion.dataSource.query("UPDATE batch SET received_at = '2026-06-28' WHERE id = $1", [waiting]);

      await ingestion.app.get(BatchesService).sweep();

      const states = await ingestion.dataSource.query(
        'SELECT state FROM intake_day WHERE market = $1 ORDER BY day DESC LIMIT 1',
        [market],
      );
      expect(states).toEqual([{ state: 'EXPIRED' }]);
      expect(ingestion.storedFiles('segments').filter((path) => path.includes(`/${market}/`))).toEqual([]);
      expect((await ingestion.batch(waiting)).failure?.code).toBe('EXPIRED');
      expect(ingestion.storedFiles('uploads').filter((path) => path.includes(waiting))).toEqual([]);
    });
  });

  it('has written no number and no pseudonym of anybody into logs, rows or answers', async () => {
    const batch = await ingest(events(`${anna},2026-06-08T10:00:00Z,C1`, `${ben}x,2026-06-08T10:00:00Z,C1`));
    expect(batch.counters).toMatchObject({ accepted: 1, rejected: 1 });
    const tables = ['outbox', 'dead_letter', 'batch', 'batch_day', 'quarantine', 'intake_day', 'day_hold', 'segment'];
    const rows = await Promise.all(tables.map((table) => ingestion.dataSource.query(`SELECT * FROM ${table}`)));
    const answers = await ingestion.ask(
      ada,
      `{ batches { ${BATCH_FIELDS} } dayIntakes(market: "${market}") { day state } }`,
    );
    const written = JSON.stringify([rows, answers]) + logs.text;
    expect(logs.text).toContain('batch.done');
    expect(logs.text).not.toMatch(/accepted|withoutConsent/);
    expect(written).not.toMatch(/49151000000/);
    for (const person of [anna, ben]) {
      const pseudonym = pseudonymOf('2026-06-08', person);
      expect(written).not.toContain(pseudonym.toString('hex'));
      expect(written).not.toContain(pseudonym.toString('base64').slice(0, 20));
    }
  });

  it('shows exact counters to network operators and admins only', async () => {
    const denied = await ingestion.graphql(anton, '{ batches { id } }');
    expect(denied.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const allowed = await ingestion.ask<{ batches: unknown[]; dayIntakes: unknown[] }>(
      ada,
      '{ batches { id } dayIntakes(market: "x") { day } }',
    );
    expect(allowed.dayIntakes).toEqual([]);
  });
});
