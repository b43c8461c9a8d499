import { createHash, createHmac } from 'node:crypto';
import sodium from 'sodium-native';
import type { SuiteOutcome } from '../suite';
import type { Written } from './files';
import { same, stated, type Finding } from './findings';
import { openLz4, readNative } from './native-rows';
import { sipHash128 } from './sip-hash';
import { share } from './statistics';

interface Holdings {
  readonly artefacts: readonly { readonly name: string; readonly base64: string }[];
  readonly sealKeys: readonly { readonly publicKey: string; readonly privateKey: string }[];
  readonly pseudonymKeys: readonly string[];
}

interface Held {
  readonly onPanel: readonly string[];
  readonly left: readonly string[];
  readonly services: Readonly<Record<string, Holdings>>;
  readonly hashed: string;
}

interface Placed {
  readonly everything: { readonly right: number; readonly ofLeft: number };
  readonly alone: Readonly<Record<string, number>>;
  readonly pairs: readonly { readonly pair: readonly [string, string]; readonly right: number }[];
  readonly hashed: number;
}

/**
 * R10: every file of `holdings.json` opened with every key of the same hands; numbers led over registry and day key, or over match key
 * and panel, to pseudonyms, and from there to the cell of most rows, which must be one of theirs in `truth.csv`: for each service
 * alone, each pair, and all together.
 */
export function recomputeInsider(written: Written, said: SuiteOutcome): Finding[] {
  const { onPanel, left, services, hashed } = written.json<Held>('holdings');
  const placed = written.json<Placed>('placed');
  const truth = new Map(
    written
      .csv('truth')
      .rows('number', 'cells')
      .map(({ number, cells }) => [number, cells.split(' ')]),
  );
  const ask = (names: readonly string[]) => {
    const cells = place(
      [...onPanel, ...left],
      names.map((name) => services[name]!),
    );
    return {
      right: onPanel.filter((number) => truth.get(number)!.includes(cells.get(number) ?? '')).length,
      ofLeft: left.filter((number) => cells.has(number)).length,
    };
  };
  const everything = ask(Object.keys(services));
  const alone = Object.keys(services).map((service) => ({ service, right: ask([service]).right }));
  const worst = share(Math.max(...alone.map(({ right }) => right)), onPanel.length);
  const unkeyed = cellsOf(Buffer.from(hashed, 'base64'));
  const ofHashed = onPanel.filter((number) => hashesOf(number).some((name) => unkeyed.has(name))).length;
  return [
    ...stated(
      {
        ...{ raw: everything.right / onPanel.length, k20: ofHashed / onPanel.length },
        ...{ passant: worst.value, se: worst.se, baseline: everything.ofLeft / left.length, passMark: 0 },
      },
      said,
    ),
    same('hashed without a key: placed', ofHashed, placed.hashed),
    ...alone.map(({ service, right }) => same(`${service} alone: placed`, right, placed.alone[service]!)),
    ...placed.pairs.map(({ pair, right }) => same(`${pair.join(' and ')}: placed`, ask(pair).right, right)),
    same('pairs', placed.pairs.length, (alone.length * (alone.length - 1)) / 2),
  ];
}

/** By number the cell it is led to. */
function place(numbers: readonly string[], hands: readonly Holdings[]): Map<string, string> {
  const keys = hands.flatMap(({ sealKeys }) => sealKeys);
  const files = new Map(
    hands.flatMap(({ artefacts }) =>
      artefacts.map(({ name, base64 }) => [name, open(Buffer.from(base64, 'base64'), keys)]),
    ),
  );
  const find = (start: string) => [...files].find(([name, bytes]) => name.startsWith(start) && bytes !== null)?.[1];
  const references = new Map(
    (find('registry.csv')?.toString('utf8') ?? '').split('\n').map((line) => {
      const [reference, number] = line.split(',');
      return [number!, reference!];
    }),
  );
  const dayKeys = hands.flatMap(({ pseudonymKeys }) => pseudonymKeys.map((key) => Buffer.from(key, 'base64')));
  const [manifest, panelFile, segment] = [find('panels/manifest'), find('panels/presence'), find('segments/')];
  const matchKey = manifest && (JSON.parse(manifest.toString('utf8')) as { matchKey: string[] }).matchKey.map(BigInt);
  const panel = panelFile && readNative(panelFile);
  const pseudonymOf = new Map(panel?.get('match_key')!.map((key, row) => [key, panel.get('pseudonym')![row]!]));
  const cells = segment ? cellsOf(segment) : new Map<string, string>();
  const placed = new Map<string, string>();
  for (const number of numbers) {
    const reference = references.get(number);
    const names = [
      ...hashesOf(number),
      ...(reference === undefined ? [] : dayKeys.map((key) => pseudonymUnder(key, reference))),
      ...(matchKey ? [pseudonymOf.get(sipHash128([matchKey[0]!, matchKey[1]!], Buffer.from(number)))] : []),
    ];
    const cell = names.map((name) => cells.get(name ?? '')).find((one) => one !== undefined);
    if (cell !== undefined) placed.set(number, cell);
  }
  return placed;
}

const pseudonymUnder = (key: Buffer, reference: string): string =>
  createHmac('sha256', key).update(reference).digest('hex').slice(0, 32);

/** Names without a secret: hashes of the number with and without its plus sign, the first 128 bits. */
const hashesOf = (number: string): string[] =>
  [number, number.slice(1)].flatMap((text) =>
    ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(text).digest('hex').slice(0, 32)),
  );

/** By pseudonym the cell of most rows. */
function cellsOf(segment: Buffer): Map<string, string> {
  const rows = readNative(openLz4(segment));
  const times = new Map<string, Map<string, number>>();
  for (const [row, pseudonym] of rows.get('pseudonym')!.entries()) {
    const own = times.get(pseudonym) ?? new Map<string, number>();
    const cell = rows.get('cell_id')![row]!;
    times.set(pseudonym, own.set(cell, (own.get(cell) ?? 0) + 1));
  }
  return new Map(
    [...times].map(([pseudonym, own]) => [
      pseudonym,
      [...own].reduce((one, other) => (other[1] > one[1] ? other : one))[0],
    ]),
  );
}

const MAGIC = 'PSNTSEA1';
const SEALED_KEY = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES + sodium.crypto_box_SEALBYTES;
const HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES;
const CHUNK = 1024 * 1024 + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;

/**
 * A file as it lies, or what a seal holds where a key fits; null where none does. A seal: `PSNTSEA1`, libsodium's `crypto_box_seal` of a
 * stream key, header of its secretstream (XChaCha20-Poly1305), chunks of 1 MB.
 */
function open(file: Buffer, keys: Holdings['sealKeys']): Buffer | null {
  if (file.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return file;
  const streamKey = Buffer.alloc(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES);
  const sealed = file.subarray(MAGIC.length, MAGIC.length + SEALED_KEY);
  const fits = keys.some(({ publicKey, privateKey }) =>
    sodium.crypto_box_seal_open(streamKey, sealed, Buffer.from(publicKey, 'base64'), Buffer.from(privateKey, 'base64')),
  );
  if (!fits) return null;
  const state = Buffer.alloc(sodium.crypto_secretstream_xchacha20poly1305_STATEBYTES);
  let at = MAGIC.length + SEALED_KEY + HEADER;
  sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, file.subarray(at - HEADER, at), streamKey);
  const opened: Buffer[] = [];
  for (; at < file.length; at += CHUNK) {
    const chunk = file.subarray(at, at + CHUNK);
    const plain = Buffer.alloc(chunk.length - sodium.crypto_secretstream_xchacha20poly1305_ABYTES);
    sodium.crypto_secretstream_xchacha20poly1305_pull(state, plain, Buffer.alloc(1), chunk, null);
    opened.push(plain);
  }
  return Buffer.concat(opened);
}
