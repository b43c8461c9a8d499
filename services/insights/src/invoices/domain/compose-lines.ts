import { isAmount } from './money';

/** What was sold of one product under one version of a contract in a month. */
export interface Sold {
  readonly versionId: string;
  readonly product: string;
  /** Answered questions with at least one published figure. */
  readonly questions: number;
  /** Published figures: what is suppressed or not there costs nothing. */
  readonly figures: number;
  /** What was said to cost when it was answered, added up. */
  readonly costMinorUnits: number;
}

/** A version of a contract with its price. */
export interface PricedVersion {
  readonly id: string;
  readonly number: number;
  readonly minorUnitsPerFigure: number;
  readonly currency: string;
  readonly marks: readonly string[];
}

export interface InvoiceLine {
  readonly versionNumber: number;
  readonly product: string;
  readonly questions: number;
  readonly figures: number;
  readonly minorUnitsPerFigure: number;
  readonly netMinorUnits: number;
  /** `pilot`, `sandbox`, `simulated`; left out where none of these. */
  readonly marks?: readonly string[];
}

export type ComposedLines =
  | {
      readonly kind: 'composed';
      readonly currency: string;
      readonly lines: readonly InvoiceLine[];
      readonly netMinorUnits: number;
    }
  | { readonly kind: 'refused'; readonly reason: 'CURRENCIES_MIXED' | 'NOT_REPRODUCED' };

/**
 * The lines of a month: one a version and product, figures × the version's price, in the order of versions and products.
 * They must come to what the answers were said to cost, to the minor unit, or nothing is composed.
 *
 * @param versions of the contract, at least one; the currency of the last where nothing was sold
 */
export function composeLines(sold: readonly Sold[], versions: readonly PricedVersion[]): ComposedLines {
  const lines: InvoiceLine[] = [];
  const currencies = new Set<string>();
  for (const { versionId, product, questions, figures, costMinorUnits } of sold) {
    if (figures === 0) continue;
    const version = versions.find(({ id }) => id === versionId);
    const netMinorUnits = version ? figures * version.minorUnitsPerFigure : NaN;
    if (!version || !isAmount(netMinorUnits) || netMinorUnits !== costMinorUnits) {
      return { kind: 'refused', reason: 'NOT_REPRODUCED' };
    }
    currencies.add(version.currency);
    const { number: versionNumber, minorUnitsPerFigure, marks } = version;
    const line = { versionNumber, product, questions, figures, minorUnitsPerFigure, netMinorUnits };
    lines.push(marks.length === 0 ? line : { ...line, marks });
  }
  if (currencies.size > 1) return { kind: 'refused', reason: 'CURRENCIES_MIXED' };
  lines.sort((one, other) => one.versionNumber - other.versionNumber || compare(one.product, other.product));
  const netMinorUnits = lines.reduce((sum, line) => sum + line.netMinorUnits, 0);
  if (!isAmount(netMinorUnits)) return { kind: 'refused', reason: 'NOT_REPRODUCED' };
  const currency = [...currencies][0] ?? versions.at(-1)!.currency;
  return { kind: 'composed', currency, lines, netMinorUnits };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
