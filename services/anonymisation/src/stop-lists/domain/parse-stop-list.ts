import { PANEL_DATA_KINDS, stopListSchema, type MarketId, type PanelDataKind, type Period } from '@passant/contracts';

const PSEUDONYM_BYTES = 16;

/** Pseudonyms by data kind, 16 bytes each, one after the other. */
export type StoppedPseudonyms = Readonly<Record<PanelDataKind, Buffer>>;

export interface OpenStopList {
  readonly number: number;
  readonly pseudonyms: StoppedPseudonyms;
}

export const NOBODY_STOPPED: StoppedPseudonyms = {
  presence: Buffer.alloc(0),
  movement: Buffer.alloc(0),
  'return-visits': Buffer.alloc(0),
};

/** Reads an opened stop list; nothing where it is malformed or of another period. */
export function parseStopList(text: string, expected: { market: MarketId; period: Period }): OpenStopList | undefined {
  const parsed = stopListSchema.safeParse(toJson(text));
  if (!parsed.success) return undefined;
  const { market, period, number, pseudonyms } = parsed.data;
  if (market !== expected.market || period !== expected.period) return undefined;
  const ofKind = (kind: PanelDataKind): Buffer =>
    Buffer.concat(
      pseudonyms.filter(({ dataKind }) => dataKind === kind).map(({ base64 }) => Buffer.from(base64, 'base64')),
    );
  const byKind = Object.fromEntries(PANEL_DATA_KINDS.map((kind) => [kind, ofKind(kind)])) as Record<
    PanelDataKind,
    Buffer
  >;
  const isWhole = Object.values(byKind).every(({ length }) => length % PSEUDONYM_BYTES === 0);
  return isWhole ? { number, pseudonyms: byKind } : undefined;
}

/** Who is on a list and was not on an older one of the same period. 16 bytes each. */
export function findAdded(older: Buffer, newer: Buffer): Buffer {
  const known = new Set(cut(older).map((pseudonym) => pseudonym.toString('latin1')));
  return Buffer.concat(cut(newer).filter((pseudonym) => !known.has(pseudonym.toString('latin1'))));
}

const cut = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / PSEUDONYM_BYTES }, (_, index) =>
    bytes.subarray(index * PSEUDONYM_BYTES, (index + 1) * PSEUDONYM_BYTES),
  );

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
