import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Day,
  PANEL_FILE_STRUCTURE,
  type PanelDataKind,
  panelIssued,
  panelManifestSchema,
  type PanelManifest,
  type Period,
  stopListGrown,
  type StopList,
  stopListSchema,
} from '@passant/contracts';
import { runInEngine } from '@passant/engine';
import { ObjectStores, openBytes } from '@passant/platform';
import type { ConsentApp } from './consent-app';

export interface PanelRow {
  readonly number: string;
  readonly pseudonym: string;
  readonly groupCode: number;
  readonly ageCode: number;
  readonly genderCode: number;
  readonly homeArea: string;
}

export async function readManifest(consent: ConsentApp, day: Day): Promise<PanelManifest> {
  const issued = (await consent.sent(panelIssued, 'ingestion')).find((each) => each.day === day);
  const sealed = await consent.app.get(ObjectStores).of('panels').readBytes(issued!.panel!);
  return panelManifestSchema.parse(JSON.parse(String(await openBytes(consent.surroundings.ingestion, sealed))));
}

/** Opens a panel as ingestion does, whatever it is cut into: the rows of one data kind that belong to known numbers, by number. */
export async function readPanel(
  consent: ConsentApp,
  { day, dataKind, numbers }: { day: Day; dataKind: PanelDataKind; numbers: readonly string[] },
): Promise<PanelRow[]> {
  const manifest = await readManifest(consent, day);
  const files = manifest.files.filter((file) => file.dataKind === dataKind);
  if (files.length !== manifest.shards) throw new Error('a file a shard expected');
  const settings = {
    scratchDirectory: join(consent.surroundings.folder, 'scratch'),
    maxMemoryMegabytes: 500,
    threads: 1,
  };
  return runInEngine(settings, async (engine) => {
    for (const { shard, file } of files) {
      const sealed = await consent.app.get(ObjectStores).of('panels').readBytes(file);
      const plain = await openBytes(consent.surroundings.ingestion, sealed);
      writeFileSync(join(engine.directory, `panel-${shard}.native`), plain);
    }
    return engine.rows<PanelRow>(
      `SELECT number, hex(pseudonym) AS pseudonym, group_code AS groupCode, age_code AS ageCode,
              gender_code AS genderCode, home_area AS homeArea
       FROM ${engine.source('panel-*.native', 'Native', PANEL_FILE_STRUCTURE)} AS panel
       INNER JOIN (SELECT arrayJoin({numbers:Array(String)}) AS number,
                          sipHash128ReferenceKeyed(({k0:UInt64}, {k1:UInt64}), number) AS match_key) AS known
       USING (match_key) ORDER BY number`,
      { numbers: [...numbers], k0: manifest.matchKey[0], k1: manifest.matchKey[1] },
    );
  });
}

/** The newest stop list of a period as a consumer opens it, pseudonyms in hex; undefined where it got none. */
export async function readStopList(
  consent: ConsentApp,
  consumer: 'ingestion' | 'anonymisation',
  period: Period,
): Promise<(Omit<StopList, 'pseudonyms'> & { pseudonyms: Partial<Record<PanelDataKind, string[]>> }) | undefined> {
  const grown = (await consent.sent(stopListGrown, consumer)).filter((each) => each.period === period).at(-1);
  if (!grown) return undefined;
  const sealed = await consent.app.get(ObjectStores).of(`stop-lists-${consumer}`).readBytes(grown.list);
  const list = stopListSchema.parse(JSON.parse(String(await openBytes(consent.surroundings[consumer], sealed))));
  const pseudonyms = list.pseudonyms.map(({ dataKind, base64 }) => [
    dataKind,
    Buffer.from(base64, 'base64').toString('hex').toUpperCase().match(/.{32}/g) ?? [],
  ]);
  return { ...list, pseudonyms: Object.fromEntries(pseudonyms) };
}
