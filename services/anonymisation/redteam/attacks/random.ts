/** The attacker's dice: seeded and printed, so that a run can be repeated. Passant's noise never comes from here. */
export interface Dice {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform over 0 … bound − 1. */
  below(bound: number): number;
  /** Standard normal. */
  normal(): number;
  poisson(mean: number): number;
  /** `count` different numbers of 0 … bound − 1, in random order. */
  sample(bound: number, count: number): number[];
}

/** sfc32 (Doty-Humphrey, PractRand), seeded with two words. */
export function diceOf(seed: number, stream = 0): Dice {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 16; warm += 1) word();
  const uniform = () => (word() * 2 ** 21 + (word() >>> 11)) / 2 ** 53;
  const below = (bound: number) => Math.floor(uniform() * bound);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number => {
    // Knuth's product below, the rounded normal above: a count of 60 is near enough to one.
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const least = Math.exp(-mean);
    let [count, product] = [0, uniform()];
    for (; product > least; count += 1) product *= uniform();
    return count;
  };
  const sample = (bound: number, count: number): number[] => {
    const all = Array.from({ length: bound }, (_, index) => index);
    for (let index = 0; index < count; index += 1) {
      const other = index + below(bound - index);
      [all[index], all[other]] = [all[other]!, all[index]!];
    }
    return all.slice(0, count);
  };
  return { uniform, below, normal, poisson, sample };
}
