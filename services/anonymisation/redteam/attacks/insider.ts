import { PANEL_FILE_STRUCTURE, SEGMENT_FILE_STRUCTURE } from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { openBytes } from '@passant/platform';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toPseudonym, type Artefact, type Holdings } from '../world/deployment';

const THREADS = { threads: 1, maxMemoryMegabytes: 1000, scratchMegabytes: 200 };

/** Where an insider says that a number was: the cell of most of its events. */
export type Placed = ReadonlyMap<string, string>;

/**
 * Tries to lead known numbers to places with everything that some credentials open: unseals each file with each key, reads numbers
 * out of registries, recomputes match keys and pseudonyms under every key at hand, hashes numbers without a key in the usual ways,
 * and looks for all of these in every row with a place.
 */
export async function placeNumbers(
  numbers: readonly string[],
  holdings: readonly Holdings[],
  scratch: string,
): Promise<Placed> {
  const files = await openAll(holdings);
  const named = new Map<string, Set<string>>(numbers.map((number) => [number, new Set(unkeyedNames(number))]));
  addReferences(
    named,
    files,
    holdings.flatMap(({ pseudonymKeys }) => pseudonymKeys),
  );
  return runInEngine({ scratchDirectory: scratch, ...THREADS }, async (engine) => {
    await addPanelRows(engine, named, files);
    return findPlaces(engine, named, files);
  });
}

/** Every file, opened where a key fits; as it lies otherwise. */
async function openAll(holdings: readonly Holdings[]): Promise<Artefact[]> {
  const keys = holdings.flatMap(({ sealKeys }) => sealKeys);
  const found = new Map<string, Artefact>();
  for (const { artefacts } of holdings) {
    for (const artefact of artefacts) {
      if (found.has(artefact.name)) continue;
      const opened = await Promise.all(keys.map((key) => openBytes(key, artefact.bytes).catch(() => null)));
      found.set(artefact.name, {
        name: artefact.name,
        bytes: opened.find((bytes) => bytes !== null) ?? artefact.bytes,
      });
    }
  }
  return [...found.values()];
}

/** What somebody would be called who was pseudonymised without a secret. */
const unkeyedNames = (number: string): string[] =>
  [number, number.slice(1)].flatMap((text) =>
    ['md5', 'sha1', 'sha256'].map((algorithm) => createHash(algorithm).update(text).digest('hex').slice(0, 32)),
  );

/** A registry leads from number to reference, a day key from there to the pseudonym. */
function addReferences(named: Map<string, Set<string>>, files: readonly Artefact[], keys: readonly Buffer[]): void {
  const registry = files.find(({ name }) => name === 'registry.csv');
  for (const line of registry?.bytes.toString('utf8').split('\n') ?? []) {
    const [reference, number] = line.split(',');
    for (const key of keys) named.get(number!)?.add(toPseudonym(key, reference!).toString('hex'));
  }
}

/** An opened panel leads from the number's match key to the pseudonym. */
async function addPanelRows(
  engine: Engine,
  named: Map<string, Set<string>>,
  files: readonly Artefact[],
): Promise<void> {
  const matchKey = readMatchKey(files.find(({ name }) => name === 'panels/manifest.json'));
  const panel = files.find(({ name }) => name.startsWith('panels/presence'));
  if (!matchKey || !panel) return;
  await writeFile(join(engine.directory, 'panel.native'), panel.bytes, { mode: 0o600 });
  await writeFile(join(engine.directory, 'numbers.tsv'), [...named.keys()].map((number) => `${number}\n`).join(''), {
    mode: 0o600,
  });
  const rows = await engine.rows<{ number: string; pseudonym: string }>(
    `SELECT number, lower(hex(pseudonym)) AS pseudonym FROM ${engine.source('panel.native', 'Native', PANEL_FILE_STRUCTURE)} AS panel
     INNER JOIN (SELECT number, sipHash128ReferenceKeyed(({k0:UInt64}, {k1:UInt64}), number) AS key
                 FROM ${engine.source('numbers.tsv', 'TSV', 'number String')}) AS known ON known.key = panel.match_key`,
    { k0: matchKey[0]!, k1: matchKey[1]! },
  );
  for (const { number, pseudonym } of rows) named.get(number)?.add(pseudonym);
}

function readMatchKey(manifest: Artefact | undefined): bigint[] | null {
  try {
    const { matchKey } = JSON.parse(manifest!.bytes.toString('utf8')) as { matchKey: string[] };
    return matchKey.map(BigInt);
  } catch {
    // Sealed to somebody else, or not there.
    return null;
  }
}

/** Rows with a place lie in segments; those that are still sealed cannot be read by the engine. */
async function findPlaces(
  engine: Engine,
  named: ReadonlyMap<string, ReadonlySet<string>>,
  files: readonly Artefact[],
): Promise<Placed> {
  const placed = new Map<string, string>();
  const segment = files.find(({ name }) => name.startsWith('segments/'));
  if (!segment || segment.bytes.subarray(0, 4).toString() === 'PSNT') return placed;
  await writeFile(join(engine.directory, 'segment.native.lz4'), segment.bytes, { mode: 0o600 });
  const rows = await engine.rows<{ pseudonym: string; cell: string }>(
    `SELECT lower(hex(pseudonym)) AS pseudonym, topK(1)(cell_id)[1] AS cell
     FROM ${engine.source('segment.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE)} GROUP BY pseudonym`,
  );
  const cellOf = new Map(rows.map(({ pseudonym, cell }) => [pseudonym, cell]));
  for (const [number, names] of named) {
    for (const name of names) {
      const cell = cellOf.get(name);
      if (cell !== undefined) placed.set(number, cell);
    }
  }
  return placed;
}
