import type { Terms } from './terms';

/** `pilot`: a named buyer, until a day. `sandbox`: simulated people, free, for everybody. Fixed when a contract is drafted. */
export const CONTRACT_KINDS = ['ordinary', 'pilot', 'sandbox'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** What a kind of contract hangs on, beside its terms. */
export interface Kind {
  readonly kind: ContractKind;
  /** The buyer's name as it stands in the document; of pilots only. */
  readonly namedBuyer: string | null;
  readonly validUntilMs: number | null;
}

/** Why a contract of this kind cannot be written down so, as sentences for staff; empty: it can. */
export function findKindProblems(
  { kind, namedBuyer, validUntilMs }: Kind,
  terms: Pick<Terms, 'price' | 'questionsPerMinute' | 'exportFormats'>,
  nowMs: number,
): string[] {
  const problems: string[] = [];
  if (kind === 'pilot') {
    if (namedBuyer === null) problems.push('A pilot names its buyer.');
    if (validUntilMs === null || validUntilMs <= nowMs) problems.push('A pilot has an end, and it is still to come.');
  } else if (namedBuyer !== null) {
    problems.push('Only a pilot names its buyer; others are who their client is.');
  }
  if (kind === 'sandbox') {
    if (terms.price.minorUnitsPerFigure !== 0) problems.push('A sandbox is free: its price is 0.');
    if (terms.questionsPerMinute === null) problems.push('A sandbox has a rate: everybody shares it.');
    if (terms.exportFormats.length > 0) problems.push('A sandbox writes no files: its callers would see each other’s.');
  }
  return problems;
}
