import { createHash, createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  PANEL_DATA_KINDS,
  PANEL_FILE_STRUCTURE,
  panelManifestSchema,
  SEGMENT_FILE_STRUCTURE,
} from '@passant/contracts';
import { type Engine, runInEngine } from '@passant/engine';
import { derivePseudonym } from '../../../services/consent/src/keys/domain/derive-pseudonym';
import { FolderKeyStore } from '../../../services/consent/src/keys/key-store.folder';
import type { KeyUse, WrappedKey } from '../../../services/consent/src/periods/live-period';
import { PeriodKeys } from '../../../services/consent/src/periods/period-keys';
import { NumberVault } from '../../../services/consent/src/registry/number-vault';
import { loadSecrets } from '../../../services/consent/src/secrets/secrets';
import { MARKS_STRUCTURE } from '../../../services/anonymisation/src/transform/sql/marks.sql';
import type { Environment } from '../../../libs/stack/src/processes/environments';
import { type Holdings, OPENED, withDatabase } from './holdings';

const ENGINE = { scratchDirectory: '/tmp', maxMemoryMegabytes: 800, threads: 1, scratchMegabytes: 200 };

/** A made-up name of somebody (hex), and what it is good for: a data kind, or how it was guessed. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A row with a place: under which name (hex), of which kind, and where. */
export interface PlacedRow {
  readonly name: string;
  readonly kind: string;
  readonly place: string;
}

/** The cells and zones to which somebody with these credentials leads known numbers. */
export async function placeNumbers(numbers: readonly string[], holdings: Holdings): Promise<Map<string, Set<string>>> {
  const names = await nameNumbers(numbers, holdings);
  const rows = await readRows(holdings);
  const placesOf = new Map<string, Set<string>>();
  for (const { name, place } of rows) placesOf.set(name, (placesOf.get(name) ?? new Set()).add(place));
  const placed = new Map<string, Set<string>>();
  for (const [number, known] of names) {
    const places = [...known.keys()].flatMap((name) => [...(placesOf.get(name) ?? [])]);
    if (places.length > 0) placed.set(number, new Set(places));
  }
  return placed;
}

/** Every name that these credentials give to known numbers: by consent's keys, by panels, by guesses with and without keys. */
export async function nameNumbers(numbers: readonly string[], holdings: Holdings): Promise<Names> {
  const names = new Map<string, Map<string, string>>(numbers.map((number) => [number, guessNames(number, holdings)]));
  if (holdings.environments.consent) await nameAsConsent(holdings.environments.consent, names);
  await nameByPanels(holdings, names);
  return names;
}

/** Hashes of the number, without a key and under each key that lies anywhere in these holdings. */
function guessNames(number: string, holdings: Holdings): Map<string, string> {
  const keys = findKeys(holdings);
  const found = new Map<string, string>();
  for (const text of [number, number.slice(1)]) {
    for (const algorithm of ['md5', 'sha1', 'sha256']) {
      found.set(createHash(algorithm).update(text).digest('hex').slice(0, 32), algorithm);
    }
    for (const key of keys) found.set(createHmac('sha256', key).update(text).digest('hex').slice(0, 32), 'keyed');
  }
  return found;
}

/** Whatever has the length of a key: small files, raw or in base64, and `bytea` values. */
function findKeys({ documents }: Holdings): Buffer[] {
  const found = new Map<string, Buffer>();
  const add = (key: Buffer) => (key.length === 16 || key.length === 32) && found.set(key.toString('hex'), key);
  for (const [place, bytes] of documents) {
    if (bytes.length <= 64) for (const key of [bytes, Buffer.from(bytes.toString(), 'base64')]) add(key);
    if (!place.startsWith('table ')) continue;
    for (const [, hex] of bytes.toString().matchAll(/\\x([0-9a-f]{64}|[0-9a-f]{32})\b/g)) add(Buffer.from(hex!, 'hex'));
  }
  return [...found.values()];
}

/** As consent itself does it: number → subscription → pseudonym of each kind under each living key. */
async function nameAsConsent(environment: Environment, names: Map<string, Map<string, string>>): Promise<void> {
  const vault = new NumberVault(await loadSecrets(environment['SECRETS_DIR']!, false));
  const periodKeys = new PeriodKeys(new FolderKeyStore(environment['KEY_STORE_DIR']!));
  await withDatabase(environment['DATABASE_URL']!, async (client) => {
    const { rows } = await client.query<{ period_id: string; keys: { id: string; use: KeyUse; wrapped: string }[] }>(
      `SELECT period_id, json_agg(json_build_object('id', id, 'use', use, 'wrapped', encode(wrapped, 'hex'))) AS keys
       FROM period_key GROUP BY period_id`,
    );
    for (const { period_id, keys } of rows) {
      const wrapped = keys.map((key): WrappedKey => ({ ...key, wrapped: Buffer.from(key.wrapped, 'hex') }));
      const opened = await periodKeys.open(period_id, wrapped);
      for (const [number, known] of names) {
        const lines = await client.query<{ id: string }>('SELECT id FROM subscriber WHERE number_hash = $1', [
          vault.hash(number),
        ]);
        for (const kind of PANEL_DATA_KINDS) {
          const key = opened.get(kind);
          for (const { id } of lines.rows) if (key) known.set(derivePseudonym(key, id).toString('hex'), kind);
        }
      }
    }
  });
}

/** By panels that a key opens: number → match key of the day → pseudonym of each kind. */
async function nameByPanels({ documents }: Holdings, names: Map<string, Map<string, string>>): Promise<void> {
  const opened = [...documents].filter(([place]) => place.includes('/panels/') && place.endsWith(OPENED));
  if (opened.length === 0) return;
  const manifests = opened.flatMap(([, bytes]) => (isJson(bytes) ? [bytes.toString()] : []));
  const bySha = (sha256: string) =>
    [...documents].find(
      ([place, bytes]) => !place.endsWith(OPENED) && createHash('sha256').update(bytes).digest('hex') === sha256,
    );
  await runInEngine(ENGINE, async (engine) => {
    for (const manifest of manifests.map((text) => panelManifestSchema.parse(JSON.parse(text)))) {
      for (const { dataKind, file } of manifest.files) {
        const plain = documents.get(`${bySha(file.sha256)?.[0]}${OPENED}`);
        if (!plain) continue;
        writeFileSync(join(engine.directory, 'panel.native'), plain);
        const rows = await engine.rows<{ number: string; name: string }>(
          `SELECT number, lower(hex(pseudonym)) AS name
           FROM ${engine.source('panel.native', 'Native', PANEL_FILE_STRUCTURE)} AS panel
           INNER JOIN (SELECT arrayJoin({numbers:Array(String)}) AS number,
                              sipHash128ReferenceKeyed(({k0:UInt64}, {k1:UInt64}), number) AS match_key) AS known
           USING (match_key)`,
          { numbers: [...names.keys()], k0: manifest.matchKey[0], k1: manifest.matchKey[1] },
        );
        for (const { number, name } of rows) names.get(number)!.set(name, dataKind);
      }
    }
  });
}

/** Every row with a place that a key opens: events in segments, zone-day marks of return visits. */
export async function readRows(holdings: Holdings): Promise<PlacedRow[]> {
  const opened = [...holdings.documents].filter(([place]) => place.endsWith(OPENED));
  const files = opened.filter(([place, bytes]) => /\/(segments|return-visits)\//.test(place) && !isJson(bytes));
  const found: PlacedRow[] = [];
  if (files.length === 0) return found;
  await runInEngine(ENGINE, async (engine) => {
    for (const [place, bytes] of files) {
      if (place.includes('/segments/')) found.push(...(await readEvents(engine, bytes)));
      else found.push(...(await readMarks(engine, bytes)));
    }
  });
  return found;
}

const isJson = (bytes: Buffer): boolean => bytes[0] === '{'.charCodeAt(0);

function readEvents(engine: Engine, bytes: Buffer): Promise<PlacedRow[]> {
  writeFileSync(join(engine.directory, 'segment.native.lz4'), bytes);
  return engine.rows(
    `SELECT lower(hex(pseudonym)) AS name, 'event' AS kind, cell_id AS place
     FROM ${engine.source('segment.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)} GROUP BY pseudonym, cell_id`,
  );
}

function readMarks(engine: Engine, bytes: Buffer): Promise<PlacedRow[]> {
  writeFileSync(join(engine.directory, 'marks.native.lz4'), bytes);
  return engine.rows(
    `SELECT lower(hex(pseudonym)) AS name, 'mark' AS kind, concat('zone ', toString(zone)) AS place
     FROM ${engine.source('marks.native.lz4', 'Native', MARKS_STRUCTURE)} GROUP BY pseudonym, zone`,
  );
}
