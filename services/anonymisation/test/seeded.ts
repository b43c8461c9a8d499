import type { RandomSource } from '@passant/privacy';

/** Splitmix32: reproducible, counts its words. */
export function seeded(seed: number): RandomSource & { words: number } {
  let state = seed >>> 0;
  const source = {
    words: 0,
    nextUint32: () => {
      source.words += 1;
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    },
  };
  return source;
}
