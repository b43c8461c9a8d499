import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  footprintsArtefactSchema,
  GROUP_CODES,
  SEGMENT_FILE_STRUCTURE,
  type Day,
  type FootprintsArtefact,
  type Group,
  type TimeZone,
} from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { toDayWindow } from '../src/transform/domain/day-window';
import {
  INCREMENTS,
  findStays,
  segmentFileName,
  toIncrementParameters,
  transformDay,
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
  /** Codes as in `AGE_BANDS` and `GENDERS`; not given unless told. */
  readonly age?: number;
  readonly gender?: number;
  readonly home?: string;
}

export interface TestDay {
  readonly day: Day;
  readonly timeZone: TimeZone;
  readonly events: readonly TestEvent[];
  readonly stopped?: readonly number[];
  readonly plan?: FootprintsArtefact;
  readonly zones?: number;
  readonly hashKey?: DayToTransform['hashKey'];
}

/** 16 bytes that stand for one test person. */
export function pseudonymOf(person: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(person, 0);
  bytes.writeUInt32LE((person * 2654435761) >>> 0, 8);
  return bytes;
}

/**
 * Three zones (0, 1, 2) and outside (3). Cells `a` and `b` overlap, `b` and `c` overlap, `a` and `c` do not. `shared` is half in
 * zone 0, half in zone 1; `far` lies 100 km away; `nowhere` lies outside.
 */
export const aPlan = (): FootprintsArtefact =>
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
  });

export const HASH_KEY = { key0: 123456789n, key1: 18446744073709551615n };

/** Writes segment files as ingestion would, and describes the day. */
export async function prepare(engine: Engine, test: TestDay): Promise<DayToTransform> {
  const batches = new Set([0, ...test.events.map(({ batch }) => batch ?? 0)]);
  for (const batch of batches) {
    const rows = test.events
      .filter((event) => (event.batch ?? 0) === batch)
      .map(({ person, time, cell, group }) =>
        [pseudonymOf(person).toString('hex'), time, cell, GROUP_CODES[group ?? 'both']].join('\t'),
      );
    await writeFile(join(engine.directory, `rows-${batch}.tsv`), rows.map((row) => `${row}\n`).join(''));
    const source = engine.source(`rows-${batch}.tsv`, 'TSV', 'hex String, time UInt32, cell_id String, code UInt8');
    await engine.execute(
      `INSERT INTO FUNCTION ${engine.target(segmentFileName(batch, 0), 'Native', SEGMENT_FILE_STRUCTURE)}
       SELECT toFixedString(unhex(hex), 16), toDateTime(time, 'UTC'), cell_id, code FROM ${source} ORDER BY hex, time`,
    );
  }
  return {
    window: toDayWindow(test.day, test.timeZone)!,
    plan: test.plan ?? aPlan(),
    zones: test.zones ?? 3,
    hashKey: test.hashKey ?? HASH_KEY,
    stopped: Buffer.concat((test.stopped ?? []).map(pseudonymOf)),
  };
}

const settings = (scratchDirectory: string) => ({ scratchDirectory, maxMemoryMegabytes: 2000, threads: 2 });

/** One run of the real statements. */
export const transform = (scratchDirectory: string, test: TestDay): Promise<TransformedDay> =>
  runInEngine(settings(scratchDirectory), async (engine) => transformDay(engine, await prepare(engine, test)));

export interface PersonFigure {
  readonly person: number;
  readonly zone: number;
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

const PERSON = 'reinterpretAsUInt32(substring(pseudonym, 1, 4)) AS person';

/** The real statements, with the last group-by kept per person. */
export const transformPerPerson = (scratchDirectory: string, test: TestDay) =>
  runInEngine(settings(scratchDirectory), async (engine) => {
    const day = await prepare(engine, test);
    await findStays(engine, day);
    const figures = (product: keyof typeof INCREMENTS) =>
      engine.rows<PersonFigure>(
        `SELECT ${PERSON}, zone, column, sum(units) AS units FROM (${INCREMENTS[product]()})
         GROUP BY person, zone, column ORDER BY person, zone, column`,
        toIncrementParameters(day),
      );
    const norms = (product: keyof typeof INCREMENTS) =>
      engine.rows<{ person: number; squared: number; total: number }>(
        `SELECT person, sum(units * units) AS squared, sum(units) AS total FROM
         (SELECT ${PERSON}, zone, column, sum(units) AS units FROM (${INCREMENTS[product]()}) GROUP BY person, zone, column)
         GROUP BY person ORDER BY person`,
        toIncrementParameters(day),
      );
    const small = test.events.length < 2000;
    return {
      stays: small
        ? await engine.rows<FoundStay>(
            `SELECT ${PERSON}, started, ended, filled_from, filled_to FROM stays ORDER BY person, stay`,
          )
        : [],
      presence: small ? await figures('presence') : [],
      dwell: small ? await figures('dwell') : [],
      norms: { presence: await norms('presence'), dwell: await norms('dwell') },
      filledSeconds: await engine.rows<{ person: number; seconds: number }>(
        `SELECT ${PERSON}, sum(filled_to - filled_from) AS seconds FROM stay_zones GROUP BY person ORDER BY person`,
      ),
    };
  });
