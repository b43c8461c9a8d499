import { link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AGE_NOT_GIVEN,
  GENDER_NOT_GIVEN,
  SEGMENT_FILE_STRUCTURE,
  type BatchId,
  type Day,
  type DayManifest,
} from '@passant/contracts';
import type { Engine } from '@passant/engine';
import { planCity, simulateCity, type CityPlan } from '../accuracy/city';
import { CASES } from '../accuracy/cases';
import { inSession } from '../accuracy/count-day';
import { loadLines, writeLines } from '../accuracy/day-files';
import { readLines } from '../accuracy/lines';

type Segment = DayManifest['segments'][number];

/** A day as it is stored: opened segment files of presence and movement, as ingestion cuts them. */
export interface StoredDay {
  readonly day: Day;
  readonly plan: CityPlan;
  readonly files: readonly StoredFile[];
  readonly rows: number;
}

export interface StoredFile {
  readonly path: string;
  readonly segment: Segment;
}

export interface DayToStore {
  /** Empty; the files stay in it. */
  readonly folder: string;
  readonly people: number;
  /** The same traces under other pseudonyms, so often: other people to every statement. */
  readonly copies: number;
  readonly over: 'kit' | 'made city';
  readonly seed: number;
}

const ROWS_A_SHARD = 2_500_000;
const KINDS = ['presence', 'movement'] as const;
const BATCH = '018f0000-0000-4000-8000-0000000000b0' as BatchId;

/** Simulates one day of people and stores it: everybody permits presence and movement, in three groups. */
export async function storeDay({ folder, people, copies, over, seed }: DayToStore): Promise<StoredDay> {
  const written: { day: Day; file: string }[] = [];
  const of = { ...CASES.realistic, lines: people, days: 1, over };
  await simulateCity({ of, seed, folder, onDay: (day, file) => written.push({ day, file }) });
  const { day, file } = written[0]!;
  const plan = await planCity(join(folder, 'city'));
  const lines = await readLines(join(folder, 'city', 'subscribers.csv'), day, seed);
  const everything = { profile: new Uint8Array(people).fill(1), homeArea: new Uint8Array(people).fill(1) };
  const linesFile = join(folder, 'lines.tsv');
  await writeLines(linesFile, lines, everything, []);
  const files = await inSession(folder, async (engine) => {
    await loadLines(engine, linesFile);
    const events = await loadEvents(engine, file);
    await rm(file);
    const shardsOfCopy = Math.max(1, Math.round(events / ROWS_A_SHARD));
    const stored: StoredFile[] = [];
    for (const dataKind of KINDS) {
      for (let shard = 0; shard < copies * shardsOfCopy; shard += 1) {
        const path = join(folder, `${dataKind}-${shard}.native.lz4`);
        const rows = await writeShard(engine, { dataKind, shard, shardsOfCopy, path });
        const check = { key: `${dataKind}-${shard}`, sha256: '0'.repeat(64), bytes: 0 };
        stored.push({
          path,
          segment: {
            batchId: BATCH,
            dataKind,
            shard,
            shards: copies * shardsOfCopy,
            rows,
            file: check,
          } as unknown as Segment,
        });
      }
    }
    return stored;
  });
  return { day, plan, files, rows: files.reduce((sum, { segment }) => sum + segment.rows, 0) };
}

async function loadEvents(engine: Engine, file: string): Promise<number> {
  await link(file, join(engine.directory, 'events.csv.gz'));
  const source = engine.source('events.csv.gz', 'CSV', 'msisdn String, written String, cell_id String');
  await engine.execute(`
    CREATE TABLE events ENGINE = MergeTree ORDER BY tuple() AS
    SELECT person, parseDateTimeBestEffortOrZero(written, 'UTC') AS time, cell_id
    FROM (SELECT msisdn, written, cell_id FROM ${source}) AS events
    INNER JOIN lines ON lines.number = events.msisdn
    SETTINGS input_format_csv_skip_first_lines = 1, input_format_csv_allow_variable_number_of_columns = 1`);
  const [counted] = await engine.rows<{ events: number }>('SELECT count() AS events FROM events');
  return counted!.events;
}

/** One shard of a copy, sorted as ingestion sorts; attributes in presence rows only. */
async function writeShard(
  engine: Engine,
  file: { dataKind: (typeof KINDS)[number]; shard: number; shardsOfCopy: number; path: string },
): Promise<number> {
  const { dataKind, shard, shardsOfCopy, path } = file;
  const copy = Math.floor(shard / shardsOfCopy);
  const given = dataKind === 'presence';
  await engine.execute(`
    INSERT INTO FUNCTION ${engine.target('shard.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)}
    SELECT
      sipHash128('${dataKind}', ${copy}, person) AS pseudonym, time, cell_id,
      toUInt8(1 + sipHash64(person) % 3) AS group_code,
      ${given ? 'age_code' : `toUInt8(${AGE_NOT_GIVEN})`} AS age_code,
      ${given ? 'gender_code' : `toUInt8(${GENDER_NOT_GIVEN})`} AS gender_code,
      ${given ? 'home_area' : "''"} AS home_area
    FROM events INNER JOIN lines ON lines.person = events.person
    WHERE sipHash64('shard', person) % ${shardsOfCopy} = ${shard % shardsOfCopy}
    ORDER BY pseudonym, time`);
  await link(join(engine.directory, 'shard.native.lz4'), path);
  await rm(join(engine.directory, 'shard.native.lz4'));
  const inEngine = join(engine.directory, 'counted.native.lz4');
  await link(path, inEngine);
  const source = engine.source('counted.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE);
  const [counted] = await engine.rows<{ rows: number }>(`SELECT count() AS rows FROM ${source}`);
  await rm(inEngine);
  return counted!.rows;
}
