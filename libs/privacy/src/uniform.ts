import type { RandomSource } from './random-source';

// Held here because looking up a global costs more than the arithmetic.
const { clz32, floor } = Math;
const TWO_32 = 4294967296;

/**
 * Uniform over 0 … bound − 1, exact, for 1 ≤ bound ≤ 2^53: as many bits as bound − 1 has (high word first), drawn again
 * while they reach the bound (rejection; von Neumann 1951). `uniformBelowBig` consumes the same words of the stream.
 */
export function uniformBelow(bound: number, source: RandomSource): number {
  const last = bound - 1;
  if (last < TWO_32) {
    const shift = clz32(last);
    if (shift === 32) return 0;
    for (;;) {
      const value = source.nextUint32() >>> shift;
      if (value < bound) return value;
    }
  }
  const shift = clz32(floor(last / TWO_32));
  for (;;) {
    const high = source.nextUint32() >>> shift;
    const value = high * TWO_32 + source.nextUint32();
    if (value < bound) return value;
  }
}

/** The same (von Neumann 1951) for any bound ≥ 1. */
export function uniformBelowBig(bound: bigint, source: RandomSource): bigint {
  const last = bound - 1n;
  if (last === 0n) return 0n;
  const bits = last.toString(2).length;
  const words = Math.ceil(bits / 32);
  const shift = words * 32 - bits;
  for (;;) {
    let value = BigInt(source.nextUint32() >>> shift);
    for (let word = 1; word < words; word += 1) value = (value << 32n) | BigInt(source.nextUint32());
    if (value < bound) return value;
  }
}
