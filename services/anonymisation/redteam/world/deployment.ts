import { GROUP_CODES, PANEL_FILE_STRUCTURE, type PanelDataKind } from '@passant/contracts';
import { runInEngine } from '@passant/engine';
import { generateSealKeyPair, sealBytes, type SealKeyPair } from '@passant/platform';
import { createHmac, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentFileName } from '../../src/transform/transform-day';
import type { City } from './city';
import { writeSegment } from './step-two';

export const SERVICES = ['consent', 'ingestion', 'anonymisation', 'insights'] as const;
export type Service = (typeof SERVICES)[number];

/** A file as it lies at rest. */
export interface Artefact {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a service's credentials open between batches. */
export interface Holdings {
  readonly artefacts: readonly Artefact[];
  readonly sealKeys: readonly SealKeyPair[];
  /** Keys of days: pseudonyms are HMAC-SHA-256 of the subscriber's reference under them. */
  readonly pseudonymKeys: readonly Buffer[];
}

export interface Deployment {
  readonly holdings: Readonly<Record<Service, Holdings>>;
  /** Members on the panel, and members left out of it (the control group). */
  readonly onPanel: readonly number[];
  readonly left: readonly number[];
}

const KIND: PanelDataKind = 'presence';
const THREADS = { threads: 1, maxMemoryMegabytes: 1000, scratchMegabytes: 200 };

/** A subscriber's reference in consent's registry: random there, kept with the number. */
export const referenceOf = (person: number): string => `subscriber-${person}`;

/**
 * The artefacts of one day between two batches, made with the seals, file formats and engine functions that the services use: the
 * registry and day keys (consent), the sealed panel with the day's match key (ingestion), sealed segments and stop lists
 * (anonymisation), releases (insights). A network file with numbers and cells is not among them: it is deleted with its batch.
 */
export async function deploy(
  city: City,
  { people, releases, scratch }: { people: readonly number[]; releases: readonly Artefact[]; scratch: string },
): Promise<Deployment> {
  const [onPanel, left] = [people.slice(0, people.length / 2), people.slice(people.length / 2)];
  const [ingestionSeal, anonymisationSeal] = [generateSealKeyPair(), generateSealKeyPair()];
  const matchKey = [randomBytes(8).readBigUInt64LE(), randomBytes(8).readBigUInt64LE()] as const;
  const pseudonymKey = randomBytes(32);
  const pseudonyms = onPanel.map((person) => toPseudonym(pseudonymKey, referenceOf(person)));
  const opened = await runInEngine({ scratchDirectory: scratch, ...THREADS }, async (engine) => {
    const rows = onPanel.map((person, index) => {
      const { number, group, age, gender, homeArea } = city.members[person]!;
      return `${number}\t${pseudonyms[index]!.toString('hex')}\t${GROUP_CODES[group]}\t${age}\t${gender}\t${homeArea}\n`;
    });
    await writeFile(join(engine.directory, 'plain.tsv'), rows.join(''), { mode: 0o600 });
    const plain =
      'number String, pseudonym String, group_code UInt8, age_code UInt8, gender_code UInt8, home_area String';
    await engine.execute(
      `INSERT INTO FUNCTION ${engine.target('panel.native', 'Native', PANEL_FILE_STRUCTURE)}
       SELECT sipHash128ReferenceKeyed(({k0:UInt64}, {k1:UInt64}), number) AS match_key, toFixedString(unhex(pseudonym), 16),
              group_code, age_code, gender_code, home_area
       FROM ${engine.source('plain.tsv', 'TSV', plain)} ORDER BY match_key`,
      { k0: matchKey[0], k1: matchKey[1] },
    );
    const members = onPanel.map((person) => city.members[person]!);
    const traces = onPanel.map((person) => city.days[0]!.traces[person]!);
    await writeSegment(engine, KIND, {
      members,
      traces,
      salt: '',
      pseudonyms: pseudonyms.map((one) => one.toString('hex')),
    });
    const read = (name: string) => readFile(join(engine.directory, name));
    return { panel: await read('panel.native'), segment: await read(segmentFileName(KIND, 0, 0)) };
  });
  const manifest = { format: 'panel/2', matchKey: matchKey.map(String), files: [{ dataKind: KIND, shard: 0 }] };
  const stopped = {
    format: 'stop-list/2',
    number: 1,
    pseudonyms: [{ dataKind: KIND, base64: pseudonyms[0]!.toString('base64') }],
  };
  const panelFiles: Artefact[] = [
    { name: 'panels/manifest.json', bytes: await sealBytes(ingestionSeal.publicKey, json(manifest)) },
    { name: 'panels/presence-0.native', bytes: await sealBytes(ingestionSeal.publicKey, opened.panel) },
  ];
  const segmentFiles: Artefact[] = [
    { name: 'segments/presence-0.native.lz4', bytes: await sealBytes(anonymisationSeal.publicKey, opened.segment) },
  ];
  const stopLists = (key: SealKeyPair) => sealBytes(key.publicKey, json(stopped));
  const toIngestion: Artefact = { name: 'stop-lists-ingestion/1', bytes: await stopLists(ingestionSeal) };
  const toAnonymisation: Artefact = { name: 'stop-lists-anonymisation/1', bytes: await stopLists(anonymisationSeal) };
  const registry = city.members.map(({ number }, person) => `${referenceOf(person)},${number}`).join('\n');
  const cells = { name: 'cells.json', bytes: json(city.footprints.cells) };
  return {
    onPanel,
    left,
    holdings: {
      // Writes the hand-overs panels and stop-lists, and may read them; holds no key that opens them.
      consent: {
        artefacts: [
          { name: 'registry.csv', bytes: Buffer.from(registry) },
          ...panelFiles,
          toIngestion,
          toAnonymisation,
        ],
        sealKeys: [],
        pseudonymKeys: [pseudonymKey],
      },
      ingestion: {
        artefacts: [...panelFiles, toIngestion, ...segmentFiles, cells],
        sealKeys: [ingestionSeal],
        pseudonymKeys: [],
      },
      anonymisation: {
        artefacts: [...segmentFiles, toAnonymisation, cells, ...releases],
        sealKeys: [anonymisationSeal],
        pseudonymKeys: [],
      },
      insights: { artefacts: releases, sealKeys: [], pseudonymKeys: [] },
    },
  };
}

/** As consent derives it: 128 bits of HMAC-SHA-256. */
export const toPseudonym = (key: Buffer, reference: string): Buffer =>
  createHmac('sha256', key).update(reference).digest().subarray(0, 16);

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
