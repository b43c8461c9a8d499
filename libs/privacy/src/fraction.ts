/** An exact non-negative fraction in lowest terms. Budgets are never floats: they must add up for whoever checks them. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** In lowest terms. Refuses negative numbers and a denominator of zero. */
export function fraction(numerator: bigint | number, denominator: bigint | number): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (top < 0n || bottom <= 0n) throw new RangeError('a fraction needs numerator ≥ 0 and denominator > 0');
  const divisor = greatestCommonDivisor(top, bottom);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

/** Reads `p/q`, or a plain decimal such as `0.009`, exactly. */
export function parseFraction(text: string): Fraction {
  const ratio = /^(\d+)\/(\d+)$/.exec(text);
  if (ratio) return fraction(BigInt(ratio[1]!), BigInt(ratio[2]!));
  const decimal = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!decimal) throw new RangeError('not a fraction: expected p/q or a decimal');
  const digits = decimal[2] ?? '';
  return fraction(BigInt(decimal[1]! + digits), 10n ** BigInt(digits.length));
}

/** `p/q`. */
export const toFractionText = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;

export const toFractionNumber = ({ numerator, denominator }: Fraction): number =>
  Number(numerator) / Number(denominator);

/** The exact sum; 0/1 of nothing. */
export const sumFractions = (fractions: readonly Fraction[]): Fraction =>
  fractions.reduce(
    (sum, one) =>
      fraction(sum.numerator * one.denominator + one.numerator * sum.denominator, sum.denominator * one.denominator),
    fraction(0, 1),
  );

/** The exact product. */
export const multiplyFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}
