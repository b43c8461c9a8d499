import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AGE_NOT_GIVEN,
  footprintsArtefactSchema,
  GENDER_NOT_GIVEN,
  GROUP_CODES,
  SEGMENT_FILE_STRUCTURE,
  type Day,
  type FootprintsArtefact,
  type Group,
  type PanelDataKind,
  type Region,
  type TimeZone,
  type Zone,
  type ZoneId,
} from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { toDayWindow } from '../src/transform/domain/day-window';
import { loadPlan, type PlanToTransform } from '../src/transform/plan-files';
import {
  FIGURES,
  findStays,
  forgetStays,
  segmentFileName,
  toParameters,
  transformDay,
  type DailyProduct,
  type DayToTransform,
  type TransformedDay,
} from '../src/transform/transform-day';

export interface TestEvent {
  readonly person: number;
  /** UNIX seconds. */
  readonly time: number;
  readonly cell: string;
  readonly group?: Group;
  readonly batch?: number;
  /** Codes as in a segment file; not given unless said. */
  readonly age?: number;
  readonly gender?: number;
  readonly home?: string;
}

export interface TestDay {
  readonly day: Day;
  readonly timeZone: TimeZone;
  readonly events: readonly TestEvent[];
  /** Data kinds the events are rows of; presence and movement unless said. */
  readonly kinds?: readonly PanelDataKind[];
  readonly stopped?: readonly number[];
  readonly plan?: PlanToTransform;
  readonly hashKey?: DayToTransform['hashKey'];
}

/** 16 bytes that stand for one test person. */
export function pseudonymOf(person: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(person, 0);
  bytes.writeUInt32LE((person * 2654435761) >>> 0, 8);
  return bytes;
}

/** A plan of made-up zones over footprints: zones `Z0`, `Z1`, … in one region each, whose home areas are `A0`, `A1`, … */
export const toPlan = (
  zones: number,
  footprints: Pick<FootprintsArtefact, 'cells' | 'footprints' | 'overlaps'>,
  more: { readonly kinds?: readonly Zone['kind'][]; readonly zonesARegion?: number } = {},
): PlanToTransform => {
  const regionOf = (zone: number): number => Math.floor(zone / (more.zonesARegion ?? 1));
  return {
    zones: Array.from({ length: zones }, (_, zone) => ({
      id: `Z${zone}` as ZoneId,
      kind: more.kinds?.[zone] ?? 'district',
      covered: true,
      areas: [`A${zone}`],
      region: regionOf(zone),
      middle: null,
    })),
    regions: Array.from({ length: regionOf(zones - 1) + 1 }, (_, region): Region => ({
      id: `R${region}` as ZoneId,
      name: `R${region}`,
      residents: null,
    })),
    footprints,
  };
};

/**
 * Three zones (0, 1, 2) and outside (3). Cells `a` and `b` overlap, `b` and `c` overlap, `a` and `c` do not. `shared` is half in
 * zone 0, half in zone 1; `far` lies 100 km away; `nowhere` lies outside.
 */
export const aPlan = (): PlanToTransform =>
  toPlan(
    3,
    footprintsArtefactSchema.parse({
      format: 'footprints/1',
      planId: '018f0000-0000-4000-8000-000000000001',
      cells: [
        { cellId: 'a', footprint: 0, latitude: 51.34, longitude: 12.37 },
        { cellId: 'b', footprint: 1, latitude: 51.345, longitude: 12.37 },
        { cellId: 'c', footprint: 2, latitude: 51.35, longitude: 12.37 },
        { cellId: 'a2', footprint: 0, latitude: 51.34, longitude: 12.37 },
        { cellId: 'shared', footprint: 3, latitude: 51.34, longitude: 12.39 },
        { cellId: 'far', footprint: 4, latitude: 52.24, longitude: 12.37 },
        { cellId: 'nowhere', footprint: 5, latitude: 51.3, longitude: 12.3 },
      ],
      footprints: [
        { zones: [0], probabilities: [1] },
        { zones: [1], probabilities: [1] },
        { zones: [2], probabilities: [1] },
        { zones: [0, 1], probabilities: [0.5, 0.5] },
        { zones: [2], probabilities: [1] },
        { zones: [3], probabilities: [1] },
      ],
      overlaps: [
        [0, 1],
        [1, 2],
      ],
    }),
  );

export const HASH_KEY = { key0: 123456789n, key1: 18446744073709551615n };

/** Writes opened segment files as ingestion would. */
export async function writeSegments(
  engine: Engine,
  events: readonly TestEvent[],
  kinds: readonly PanelDataKind[],
): Promise<void> {
  for (const batch of new Set([0, ...events.map((event) => event.batch ?? 0)])) {
    const rows = events
      .filter((event) => (event.batch ?? 0) === batch)
      .map(({ person, time, cell, group, age, gender, home }) => {
        const attributes = [age ?? AGE_NOT_GIVEN, gender ?? GENDER_NOT_GIVEN, home ?? ''];
        return [pseudonymOf(person).toString('hex'), time, cell, GROUP_CODES[group ?? 'both'], ...attributes].join(
          '\t',
        );
      });
    await writeFile(join(engine.directory, `rows-${batch}.tsv`), rows.map((row) => `${row}\n`).join(''));
    const structure =
      'hex String, time UInt32, cell_id String, code UInt8, age_code UInt8, gender_code UInt8, home_area String';
    const source = engine.source(`rows-${batch}.tsv`, 'TSV', structure);
    for (const kind of kinds) {
      await engine.execute(
        `INSERT INTO FUNCTION ${engine.target(segmentFileName(kind, batch, 0), 'Native', SEGMENT_FILE_STRUCTURE)}
         SELECT toFixedString(unhex(hex), 16), toDateTime(time, 'UTC'), cell_id, code, age_code, gender_code, home_area
         FROM ${source} ORDER BY hex, time`,
      );
    }
  }
}

/** Writes segment files and describes the day. */
export async function prepare(engine: Engine, test: TestDay): Promise<DayToTransform> {
  await writeSegments(engine, test.events, test.kinds ?? ['presence', 'movement']);
  const stopped = Buffer.concat((test.stopped ?? []).map(pseudonymOf));
  return {
    window: toDayWindow(test.day, test.timeZone)!,
    plan: test.plan ?? aPlan(),
    hashKey: test.hashKey ?? HASH_KEY,
    stopped: { presence: stopped, movement: stopped, 'return-visits': stopped },
  };
}

export const settings = (scratchDirectory: string) => ({ scratchDirectory, maxMemoryMegabytes: 2000, threads: 2 });

/** One run of the real statements. */
export const transform = (scratchDirectory: string, test: TestDay): Promise<TransformedDay> =>
  runInEngine(settings(scratchDirectory), async (engine) => transformDay(engine, await prepare(engine, test)));

export interface PersonFigure {
  readonly person: number;
  readonly row: number;
  readonly column: number;
  readonly units: number;
}

export interface FoundStay {
  readonly person: number;
  readonly started: number;
  readonly ended: number;
  readonly filled_from: number;
  readonly filled_to: number;
}

/** A person's number out of its pseudonym ({@link pseudonymOf}). */
export const PERSON = 'reinterpretAsUInt32(substring(pseudonym, 1, 4)) AS person';

/** The real statements, with the last group-by kept per person. */
export const transformPerPerson = (scratchDirectory: string, test: TestDay) =>
  runInEngine(settings(scratchDirectory), async (engine) => {
    const day = await prepare(engine, test);
    await loadPlan(engine, day.plan);
    const figures = (product: DailyProduct) =>
      engine.rows<PersonFigure>(
        `SELECT ${PERSON}, row, column, units FROM (${FIGURES[product]('pseudonym, group_code')})
         ORDER BY person, row, column`,
        toParameters(day),
      );
    await findStays(engine, 'presence', day);
    const found = {
      stays: await engine.rows<FoundStay>(
        `SELECT ${PERSON}, started, ended, filled_from, filled_to FROM stays ORDER BY person, started`,
      ),
      presence: await figures('presence'),
      visitors: await figures('visitors'),
      dwell: await figures('dwell'),
      origin: await figures('origin'),
    };
    await forgetStays(engine, 'presence');
    await findStays(engine, 'movement', day);
    return { ...found, flows: await figures('flows') };
  });
