import type { RandomSource } from '../src';

/** A repeatable stream for tests (SFC32); counts the words it gave. */
export function seededSource(seed: number): RandomSource & { words: number } {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const source = {
    words: 0,
    nextUint32() {
      const sum = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
      source.words += 1;
      return sum >>> 0;
    },
  };
  for (let warmUp = 0; warmUp < 20; warmUp += 1) source.nextUint32();
  source.words = 0;
  return source;
}
