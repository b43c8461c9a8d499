import { createHash } from 'node:crypto';

/** A number as somebody might have written it down: as text, as a number, packed, digested without a key; plain, in hex, in base64. */
export function spellingsOf(number: string): Buffer[] {
  const digits = number.slice(1);
  const texts = [number, digits, digits.slice(2)].map((text) => Buffer.from(text));
  const integers = [Buffer.alloc(8), Buffer.alloc(8)];
  integers[0]!.writeBigUInt64LE(BigInt(digits));
  integers[1]!.writeBigUInt64BE(BigInt(digits));
  const even = digits.length % 2 === 0 ? digits : `${digits}f`;
  const packed = [even, even.replace(/(.)(.)/g, '$2$1')].map((half) => Buffer.from(half, 'hex'));
  const digests = [number, digits].flatMap((text) =>
    ['md5', 'sha1', 'sha256'].map((algorithm) => createHash(algorithm).update(text).digest().subarray(0, 16)),
  );
  return [...texts, Buffer.from(digits, 'utf16le'), ...integers, ...packed, ...digests].flatMap(inAnyText);
}

/** Bytes as they are, in hex, and in base64 at each of its three alignments, without what depends on the neighbours. */
export function inAnyText(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    return text.slice(first, Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [bytes, ...[hex, hex.toUpperCase(), ...base64].map((text) => Buffer.from(text))];
}

/** Where any of these stands. */
export const findAnywhere = (documents: ReadonlyMap<string, Buffer>, needles: readonly Buffer[]): string[] =>
  [...documents].flatMap(([place, bytes]) => (needles.some((needle) => bytes.includes(needle)) ? [place] : []));
