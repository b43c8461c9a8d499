/** A number with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly se: number;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export function mean(values: readonly number[]): Estimate {
  const value = sum(values) / values.length;
  const squares = sum(values.map((one) => (one - value) ** 2));
  return { value, se: values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : 0 };
}

/** A share of trials; its standard error is taken at (hits + ½)/(trials + 1), so that none and all have one. */
export function share(hits: number, trials: number): Estimate {
  const middle = (hits + 0.5) / (trials + 1);
  return { value: hits / trials, se: Math.sqrt((middle * (1 - middle)) / trials) };
}

/**
 * AUC of members against others: from ranks among all and among one's own (equal scores share their middle rank), which give for each
 * score how many of the other side lie below it; the standard error from the spread of these on both sides (DeLong et al. 1988).
 */
export function area(members: readonly number[], others: readonly number[]): Estimate {
  const together = ranks([...members, ...others]);
  const below = (own: readonly number[], offset: number, other: number) =>
    ranks(own).map((rank, index) => (together[offset + index]! - rank) / other);
  const [ofMembers, ofOthers] = [
    mean(below(members, 0, others.length)),
    mean(below(others, members.length, members.length)),
  ];
  return { value: ofMembers.value, se: Math.hypot(ofMembers.se, ofOthers.se) };
}

function ranks(scores: readonly number[]): number[] {
  const order = [...scores.keys()].sort((one, other) => scores[one]! - scores[other]!);
  const ranked = new Array<number>(scores.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to += 1;
    for (let index = from; index < to; index += 1) ranked[order[index]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranked;
}

/** Members above the score that at most a share `rate` of the others exceeds. */
export function hitsAt(members: readonly number[], others: readonly number[], rate: number): number {
  const threshold = others.toSorted((one, other) => one - other)[Math.ceil(others.length * (1 - rate)) - 1]!;
  return members.filter((score) => score > threshold).length / members.length;
}

/** Φ, by the series ½ + φ(x)·(x + x³/3 + x⁵/15 + …) (Marsaglia 2004). */
export function phi(x: number): number {
  let [term, total] = [x, x];
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(total); odd += 2) {
    term *= (x * x) / odd;
    total += term;
  }
  return 0.5 + total * Math.exp(-(x * x) / 2 - Math.log(2 * Math.PI) / 2);
}

/** A linear congruential generator (Knuth's MMIX, upper bits): the recomputer's own dice. @returns uniform in [0, 1) */
export function diceOf(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number(state >> 32n) / 2 ** 32;
  };
}
