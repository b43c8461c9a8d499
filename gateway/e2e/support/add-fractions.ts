/** `a/b`, exactly. */
interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

const parse = (text: string): Fraction => {
  const [above, below] = text.split('/').map(BigInt);
  return { above: above!, below: below! };
};

/** The sum of fractions as the ledger writes them, as anyone could add them up: exact, in lowest terms. */
export function addFractions(texts: readonly string[]): string {
  const sum = texts.map(parse).reduce(
    (one, other) => ({
      above: one.above * other.below + other.above * one.below,
      below: one.below * other.below,
    }),
    { above: 0n, below: 1n },
  );
  const divisor = greatestCommonDivisor(sum.above, sum.below);
  return `${sum.above / divisor}/${sum.below / divisor}`;
}

export const toNumber = (text: string): number => {
  const { above, below } = parse(text);
  return Number(above) / Number(below);
};

const greatestCommonDivisor = (one: bigint, other: bigint): bigint =>
  other === 0n ? one : greatestCommonDivisor(other, one % other);
