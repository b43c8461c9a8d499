import {
  addDays,
  AGE_NOT_GIVEN,
  DAILY_PRODUCTS,
  GENDER_NOT_GIVEN,
  GROUPS,
  isMonth,
  PANEL_DATA_KINDS,
  PROCESSING_STOPS_KEY,
  PURPOSES,
  SEGMENT_FILE_STRUCTURE,
  TABLES,
  type BatchId,
  type ClaimCheck,
  type Day,
  type DayManifest,
  type Group,
  type JobDefinition,
  type JobPayload,
  type MeasuredStrata,
  type Month,
  type PanelDataKind,
  type PanelId,
  type PlanLocationError,
  type Period,
  type ProcessingStop,
  type SegmentId,
  type ZonePlanId,
  dayCompleted,
  GROUP_CODES,
  monthCompleted,
  panelIssued,
  releaseCleared,
  stopListGrown,
  zonePlanApproved,
} from '@passant/contracts';
import { sealBytes } from '@passant/platform';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DayCompletedProcessor } from '../src/closes/day-completed.processor';
import { MonthCompletedProcessor } from '../src/closes/month-completed.processor';
import { ReleaseClearedProcessor } from '../src/closes/release-cleared.processor';
import { PanelIssuedProcessor } from '../src/panels/panel-issued.processor';
import { ZonePlanApprovedProcessor } from '../src/plans/zone-plan-approved.processor';
import { StopListGrownProcessor } from '../src/stop-lists/stop-list-grown.processor';
import { aPlan, pseudonymOf, type TestEvent } from './test-day';
import { BootedService, MARKET } from './booted-service';

export { MARKET };

export const PLAN_ID = '018f0000-0000-4000-8000-000000000001' as ZonePlanId;

/** What a day leaves: every table but frequency for each group, a release a product and purpose, told to two services. */
export const OF_A_DAY = {
  measurements: (TABLES.length - 1) * GROUPS.length,
  releases: DAILY_PRODUCTS.length * PURPOSES.length,
  announcements: DAILY_PRODUCTS.length * PURPOSES.length * 2,
};

/** The service on real parts, with hands that play its neighbours. */
export class RunningService extends BootedService {
  /** Every zone is the home area `h<number>`; one region of all. */
  async approvePlan({
    residents = 1000,
    covered = [true, true, true],
    planId = PLAN_ID,
    version = 1,
    locationError,
  }: {
    residents?: number | null;
    covered?: boolean[];
    planId?: ZonePlanId;
    version?: number;
    locationError?: PlanLocationError;
  } = {}): Promise<void> {
    const square = (x: number) => ({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [x, 51],
            [x + 1, 51],
            [x + 1, 52],
            [x, 52],
            [x, 51],
          ],
        ],
      ],
    });
    const artefact = {
      format: 'zone-plan/2',
      planId,
      version,
      market: { id: MARKET, name: 'Leipzig', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-03-01' },
      residents,
      zones: covered.map((one, index) => ({
        id: `z${index}`,
        name: `Zone ${index}`,
        kind: 'district',
        residents: null,
        areaSquareMetres: 1,
        covered: one,
        areas: [`h${index}`],
        region: 0,
        geometry: square(index),
      })),
      regions: [{ id: 'R-all', name: 'All', residents: null }],
      ...(locationError && { locationError }),
    };
    await this.receivePlan(artefact, { ...aPlan().footprints, format: 'footprints/1', planId });
  }

  /** The two files of an approved plan. */
  async receivePlan(artefact: { planId: ZonePlanId; version: number }, plan: object): Promise<void> {
    const { planId, version } = artefact;
    const key = `${MARKET}/${version}.json`;
    const zones = await this.stores['zone-plans'].put(key, Buffer.from(JSON.stringify(artefact)));
    const footprints = await this.stores.footprints.put(key, Buffer.from(JSON.stringify(plan)));
    const payload: JobPayload<typeof zonePlanApproved> = {
      market: MARKET,
      planId,
      version,
      zones,
      footprints,
    };
    await this.deliver(ZonePlanApprovedProcessor, payload);
  }

  async issuePanel(
    day: Day,
    sizes: Partial<Record<Group, number>> = { 'place-statistics': 400, both: 600 },
    { destroyBy = '2099-01-01T00:00:00Z', strata = null }: { destroyBy?: string; strata?: MeasuredStrata | null } = {},
  ): Promise<void> {
    const payload: JobPayload<typeof panelIssued> = {
      market: MARKET,
      day,
      panelId: randomUUID() as PanelId,
      panel: null,
      measured: Object.entries(sizes).map(([group, size]) => ({
        dataKind: 'presence',
        group: group as Group,
        size,
        sigmaSquared: 1000,
        rho: '1/2000',
      })),
      strata,
      destroyBy,
    };
    await this.deliver(PanelIssuedProcessor, payload);
  }

  /** Seals one batch's rows as a segment. */
  async putSegment(
    day: Day,
    batchId: BatchId,
    events: readonly TestEvent[],
    { dataKind = 'presence', ...cut }: { shard: number; shards: number; dataKind?: PanelDataKind } = {
      shard: 0,
      shards: 1,
    },
  ): Promise<DayManifest['segments'][number]> {
    const segmentId = randomUUID() as SegmentId;
    const bytes = await this.engine().use(async (engine) => {
      const rows = events.map(({ person, time, cell, group, age, gender, home }) =>
        [
          ...[pseudonymOf(person).toString('hex'), time, cell, GROUP_CODES[group ?? 'both']],
          ...[age ?? AGE_NOT_GIVEN, gender ?? GENDER_NOT_GIVEN, home ?? ''],
        ].join('\t'),
      );
      await writeFile(join(engine.directory, 'rows.tsv'), rows.map((row) => `${row}\n`).join(''));
      await engine.execute(
        `INSERT INTO FUNCTION ${engine.target('segment.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)}
         SELECT toFixedString(unhex(hex), 16), toDateTime(time, 'UTC'), cell_id, code, age, gender, home
         FROM ${engine.source('rows.tsv', 'TSV', ROWS_STRUCTURE)} ORDER BY hex, time`,
      );
      return readFile(join(engine.directory, 'segment.native.lz4'));
    });
    const file = await this.stores.segments.put(
      `${MARKET}/${day}/${segmentId}.sealed`,
      await sealBytes(this.keys.publicKey, bytes),
    );
    return { segmentId, batchId, dataKind, ...cut, rows: events.length, file };
  }

  async putManifest(day: Day, segments: DayManifest['segments'], planId: ZonePlanId = PLAN_ID): Promise<ClaimCheck> {
    const manifest: DayManifest = { format: 'day-manifest/2', market: MARKET, day, planId, segments };
    return this.stores.segments.put(
      `${MARKET}/${day}/manifest.sealed`,
      await sealBytes(this.keys.publicKey, Buffer.from(JSON.stringify(manifest))),
    );
  }

  async complete(day: Day, manifest: ClaimCheck, planId: ZonePlanId = PLAN_ID): Promise<void> {
    const payload: JobPayload<typeof dayCompleted> = { market: MARKET, day, planId, manifest };
    await this.deliver(DayCompletedProcessor, payload);
  }

  async completeMonth(month: Month, planId: ZonePlanId = PLAN_ID): Promise<void> {
    const payload: JobPayload<typeof monthCompleted> = { market: MARKET, month, planId };
    await this.deliver(MonthCompletedProcessor, payload);
  }

  /** A day from events to clearance: all but consent's answer. The same events for every data kind named. */
  async completeDay(
    day: Day,
    events: readonly TestEvent[],
    { dataKinds = ['presence'], planId = PLAN_ID }: { dataKinds?: readonly PanelDataKind[]; planId?: ZonePlanId } = {},
  ): Promise<BatchId> {
    const batchId = randomUUID() as BatchId;
    const segments: DayManifest['segments'] = [];
    for (const dataKind of events.length === 0 ? [] : dataKinds)
      segments.push(await this.putSegment(day, batchId, events, { shard: 0, shards: 1, dataKind }));
    await this.complete(day, await this.putManifest(day, segments, planId), planId);
    return batchId;
  }

  /** A list that names these people under all data kinds of a day, or for return visits of a month. */
  async sealStopList(period: Period, number: number, people: readonly number[]): Promise<Buffer> {
    const base64 = Buffer.concat(people.map(pseudonymOf)).toString('base64');
    const dataKinds = isMonth(period) ? (['return-visits'] as const) : PANEL_DATA_KINDS;
    const list = {
      ...{ format: 'stop-list/2', market: MARKET, period, number },
      pseudonyms: dataKinds.map((dataKind) => ({ dataKind, base64 })),
    };
    return sealBytes(this.keys.publicKey, Buffer.from(JSON.stringify(list)));
  }

  async growStopList(period: Period, number: number, people: readonly number[]): Promise<void> {
    const sealed = await this.sealStopList(period, number, people);
    const list = await this.stores['stop-lists-anonymisation'].put(`${MARKET}/${period}/${number}.sealed`, sealed);
    await this.announceStopList(period, number, list);
  }

  async announceStopList(period: Period, number: number, list: ClaimCheck): Promise<void> {
    const payload: JobPayload<typeof stopListGrown> = { market: MARKET, period, number, list };
    await this.deliver(StopListGrownProcessor, payload);
  }

  /** Answers the newest question about a period, as consent would. */
  async clear(period: Period, stopListNumber = 0): Promise<void> {
    const questions = await this.outbox<JobDefinition>('release.clearance-requested', period);
    const { clearanceId } = questions.at(-1)!.payload as { clearanceId: string };
    const payload = { market: MARKET, period, clearanceId, stopListNumber } as JobPayload<typeof releaseCleared>;
    await this.deliver(ReleaseClearedProcessor, payload);
  }

  /** As consent would write them. */
  async putStops(number: number, stops: readonly ToldStop[]): Promise<void> {
    const told = stops.map((stop) => ({ endedAt: null, ...stop, number, market: MARKET, until: null }));
    const written = { format: 'processing-stops/1', number, stops: told };
    await this.stores.stops.put(PROCESSING_STOPS_KEY, Buffer.from(JSON.stringify(written)));
  }
}

const ROWS_STRUCTURE = 'hex String, time UInt32, cell_id String, code UInt8, age UInt8, gender UInt8, home String';

/** Days of their own for each test. */
export function dayMaker(): () => Day {
  let next = '2026-03-01' as Day;
  return () => (next = addDays(next, 1));
}

/** Months of their own for each test: a year that has not come, so that none of them is past its deadline. */
export function monthMaker(): () => Month {
  let next = 0;
  return () => `20${90 + Math.floor(next / 12)}-${String((next++ % 12) + 1).padStart(2, '0')}` as Month;
}

/** People who stay in one cell from 8 to 9 in the morning. */
export const stayers = (day: Day, people: readonly number[], group: Group = 'both', cell = 'a'): TestEvent[] =>
  people.flatMap((person) =>
    ['08:00', '08:30', '09:00'].map((time) => ({
      person,
      time: Date.parse(`${day}T${time}:00Z`) / 1000 - 3600,
      cell,
      group,
    })),
  );

export type ToldStop = Omit<ProcessingStop, 'number' | 'market' | 'until' | 'endedAt'> &
  Partial<Pick<ProcessingStop, 'endedAt'>>;
