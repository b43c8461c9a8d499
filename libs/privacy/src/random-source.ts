/** Where randomness comes from: an argument everywhere, so that tests can replay a stream and production uses the system's generator. */
export interface RandomSource {
  /** Uniform over the integers 0 … 2^32 − 1. */
  nextUint32(): number;
}

const BUFFER_WORDS = 1024;

/**
 * A random source over anything that fills bytes, e.g. `randomSourceFrom((bytes) => randomFillSync(bytes))`. Words are
 * drawn ahead in blocks of 4 KB and wiped as they are handed out.
 */
export function randomSourceFrom(fill: (bytes: Uint8Array) => unknown): RandomSource {
  const words = new Uint32Array(BUFFER_WORDS);
  const bytes = new Uint8Array(words.buffer);
  let next = BUFFER_WORDS;
  return {
    nextUint32() {
      if (next === BUFFER_WORDS) {
        fill(bytes);
        next = 0;
      }
      const word = words[next]!;
      words[next] = 0;
      next += 1;
      return word;
    },
  };
}
