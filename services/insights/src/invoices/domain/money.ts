/** Amounts are whole minor units of a currency (cents), as safe integers. Rates are basis points: 1900 is 19 %. */
export interface Amounts {
  readonly netMinorUnits: number;
  readonly vatMinorUnits: number;
  readonly grossMinorUnits: number;
}

const BASIS = 10_000n;

/**
 * VAT of a net amount: `net × rate / 10 000`, half a minor unit and more rounded up. In integers throughout, once on the
 * sum of an invoice and never per line, so that lines cannot be cut to gain by rounding.
 *
 * @throws RangeError where an amount is no whole number of minor units from 0 on
 */
export function toVat(netMinorUnits: number, vatBasisPoints: number): number {
  if (!isAmount(netMinorUnits) || !isAmount(vatBasisPoints)) throw new RangeError('not a whole amount');
  return Number((BigInt(netMinorUnits) * BigInt(vatBasisPoints) * 2n + BASIS) / (BASIS * 2n));
}

export function toAmounts(netMinorUnits: number, vatBasisPoints: number): Amounts {
  const vatMinorUnits = toVat(netMinorUnits, vatBasisPoints);
  const grossMinorUnits = netMinorUnits + vatMinorUnits;
  if (!isAmount(grossMinorUnits)) throw new RangeError('an amount beyond what can be counted');
  return { netMinorUnits, vatMinorUnits, grossMinorUnits };
}

export const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** An amount as a decimal number in its currency, exact: `123` cents are `1.23`, 123 yen are `123` (ISO 4217 digits). */
export function toDecimal(minorUnits: number, currency: string): string {
  const digits = digitsOf(currency);
  if (digits === 0) return String(minorUnits);
  const text = String(minorUnits).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
