import { stopListSchema, type Day, type MarketId } from '@passant/contracts';

const PSEUDONYM_BYTES = 16;

export interface OpenStopList {
  readonly number: number;
  /** Of data kind presence, 16 bytes each, one after the other. */
  readonly pseudonyms: Buffer;
}

/** Reads an opened stop list; nothing where it is malformed or of another day. */
export function parseStopList(text: string, expected: { market: MarketId; day: Day }): OpenStopList | undefined {
  const parsed = stopListSchema.safeParse(toJson(text));
  if (!parsed.success) return undefined;
  const { market, day, number, pseudonyms } = parsed.data;
  const bytes = Buffer.concat(
    pseudonyms.filter(({ dataKind }) => dataKind === 'presence').map(({ base64 }) => Buffer.from(base64, 'base64')),
  );
  if (market !== expected.market || day !== expected.day || bytes.length % PSEUDONYM_BYTES !== 0) return undefined;
  return { number, pseudonyms: bytes };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
