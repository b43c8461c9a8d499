import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEGMENT_FILE_STRUCTURE, GROUP_CODES } from '@passant/contracts';
import type { Engine } from '@passant/engine';
import type { Given, Panel } from './consent';
import type { Lines } from './lines';

/** Two bits a panel: its own group, then `both`. Of at most 16 panels. */
export const bitOf = (panel: number, group: 'place-statistics' | 'both'): number =>
  2 * panel + (group === 'both' ? 1 : 0);

const LINES_STRUCTURE = `number String, person UInt32, age_code UInt8, gender_code UInt8, home_area String, eligible UInt8,
  profile_given UInt8, home_given UInt8, presence_panels UInt32, movement_panels UInt32, return_panels UInt32`;

/** All lines with what the engine must know of them, as a file that every session reads. */
export async function writeLines(file: string, lines: Lines, given: Given, panels: readonly Panel[]): Promise<void> {
  const maskOf = (line: number, kind: 'presence' | 'movement' | 'returnVisits'): number => {
    let mask = 0;
    for (const [index, panel] of panels.entries()) {
      const code = panel[kind][line]!;
      if (code === GROUP_CODES.both) mask += 2 ** bitOf(index, 'both');
      else if (code !== 0) mask += 2 ** bitOf(index, 'place-statistics');
    }
    return mask;
  };
  const rows = lines.numbers.map((number, line) =>
    [
      number,
      line,
      lines.ages[line],
      lines.genders[line],
      lines.homeAreas[line],
      lines.eligible[line],
      2 * given.profile[line]! + lines.genderKnown[line]!,
      given.homeArea[line],
      maskOf(line, 'presence'),
      maskOf(line, 'movement'),
      maskOf(line, 'returnVisits'),
    ].join('\t'),
  );
  await writeFile(file, `${rows.join('\n')}\n`);
}

/** Bits of `profile_given`: the registry knows the gender; age and gender are given also in `reserved` panels. */
export const GENDER_KNOWN = 0;
export const PROFILE_GIVEN = 1;

/** Table `lines` of a session, one row a line. Children and business lines are in it. */
export async function loadLines(engine: Engine, file: string): Promise<void> {
  await link(file, join(engine.directory, 'lines.tsv'));
  const source = engine.source('lines.tsv', 'TSV', LINES_STRUCTURE);
  await engine.execute(`CREATE TABLE lines ENGINE = Memory AS SELECT * FROM ${source}`);
}

/** The person of a pseudonym of this tool. */
export const PERSON = 'reinterpretAsUInt32(substring(pseudonym, 1, 4))';

/**
 * Turns a day's events of all lines into segment files, as ingestion would for a panel with everybody in it and all attributes
 * given; a person lies in one shard. Returns the files' names in the session's folder.
 */
export async function importDay(engine: Engine, eventsFile: string, shards: number): Promise<string[]> {
  await link(eventsFile, join(engine.directory, 'events.csv.gz'));
  const events = engine.source('events.csv.gz', 'CSV', 'msisdn String, written String, cell_id String');
  await engine.execute(`
    INSERT INTO FUNCTION ${engine.target('rows-{_partition_id}.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)}
    PARTITION BY cityHash64(pseudonym) % ${shards}
    SELECT
      reinterpretAsFixedString(toUInt128(person) + bitShiftLeft(toUInt128(sipHash64(person)), 64)) AS pseudonym,
      parseDateTimeBestEffortOrZero(written, 'UTC') AS time,
      cell_id, toUInt8(${GROUP_CODES.both}) AS group_code, age_code, gender_code, home_area
    FROM (SELECT msisdn, written, cell_id FROM ${events}) AS events
    INNER JOIN lines ON lines.number = events.msisdn
    ORDER BY pseudonym, time
    SETTINGS input_format_csv_skip_first_lines = 1, input_format_csv_allow_variable_number_of_columns = 1,
      max_insert_threads = 1`);
  return Array.from({ length: shards }, (_, shard) => `rows-${shard}.native.lz4`);
}
