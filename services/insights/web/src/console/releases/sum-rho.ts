/** `a/b`, exactly, as the ledger writes it. */
interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/** @param text `a/b`, or a whole number */
function parseFraction(text: string): Fraction {
  const [above = '0', below = '1'] = text.split('/');
  return { above: BigInt(above), below: BigInt(below) };
}

const divisorOf = (one: bigint, other: bigint): bigint => (other === 0n ? one : divisorOf(other, one % other));

/** The sum of ρ as fractions, in lowest terms: what composition says that tables cost together. */
export function sumRho(texts: readonly string[]): string {
  const { above, below } = texts.map(parseFraction).reduce(
    (one, other) => ({
      above: one.above * other.below + other.above * one.below,
      below: one.below * other.below,
    }),
    { above: 0n, below: 1n },
  );
  const divisor = divisorOf(above, below);
  return `${above / divisor}/${below / divisor}`;
}

/** For people: as many digits as tell it from its neighbours. */
export function toDecimal(rho: string): string {
  const { above, below } = parseFraction(rho);
  return (Number(above) / Number(below)).toPrecision(3);
}
