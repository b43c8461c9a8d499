import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AGE_NOT_GIVEN,
  GENDER_NOT_GIVEN,
  GROUP_CODES,
  PANEL_DATA_KINDS,
  PANEL_FILE_STRUCTURE,
  type PanelDataKind,
} from '@passant/contracts';
import type { Engine } from '@passant/engine';

/** Somebody on a panel; by default in all data kinds, for both purposes, without attributes. */
export interface PanelPerson {
  readonly number: string;
  readonly kinds?: readonly PanelDataKind[];
  readonly ageCode?: number;
  readonly genderCode?: number;
  readonly homeArea?: string;
}

/** Writes one data kind of a panel into the session's folder: `<data kind>-<day>-<shard>.native`, where a shard has rows. */
export async function writePanelFiles(
  engine: Engine,
  { people, day, dataKind, shards, matchKey }: PanelToWrite,
): Promise<void> {
  writeFileSync(join(engine.directory, 'people.csv'), toPanelRows(people, day, dataKind));
  await engine.execute(
    `INSERT INTO FUNCTION ${engine.target(`${dataKind}-${day}-{_partition_id}.native`, 'Native', PANEL_FILE_STRUCTURE)}
     PARTITION BY toString(cityHash64(match_key) % {shards:UInt16})
     SELECT sipHash128ReferenceKeyed((toUInt64({k0:String}), toUInt64({k1:String})), number) AS match_key,
       toFixedString(unhex(pseudonym), 16) AS pseudonym, group_code, age_code, gender_code, home_area
     FROM ${engine.source('people.csv', 'CSV', 'number String, pseudonym String, group_code UInt8, age_code UInt8, gender_code UInt8, home_area String')}`,
    { shards, k0: matchKey[0], k1: matchKey[1] },
  );
}

export interface PanelToWrite {
  readonly people: readonly (string | PanelPerson)[];
  readonly day: string;
  readonly dataKind: PanelDataKind;
  readonly shards: number;
  readonly matchKey: readonly [string, string];
}

/** The people of one data kind; attributes in rows of presence only. */
function toPanelRows(people: readonly (string | PanelPerson)[], day: string, dataKind: PanelDataKind): string {
  const known = people.map((person): PanelPerson => (typeof person === 'string' ? { number: person } : person));
  const rows = known
    .filter(({ kinds = PANEL_DATA_KINDS }) => kinds.includes(dataKind))
    .map((person) => {
      const { ageCode, genderCode, homeArea }: Partial<PanelPerson> = dataKind === 'presence' ? person : {};
      const attributes = [ageCode ?? AGE_NOT_GIVEN, genderCode ?? GENDER_NOT_GIVEN, homeArea ?? ''];
      const pseudonym = pseudonymOf(day, person.number, dataKind).toString('hex');
      return [person.number, pseudonym, GROUP_CODES.both, ...attributes].join(',');
    });
  return rows.map((row) => `${row}\n`).join('');
}

/** The pseudonym of somebody on a day (for return visits: in its month), as {@link writePanelFiles} writes it. */
export const pseudonymOf = (period: string, number: string, dataKind: PanelDataKind = 'presence'): Buffer =>
  createHash('sha256')
    .update(dataKind + (dataKind === 'return-visits' ? period.slice(0, 7) : period) + number)
    .digest()
    .subarray(0, 16);
