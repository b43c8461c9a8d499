/** Invoices and credit notes are numbered apart. */
export type NumberedKind = 'invoice' | 'credit-note';

export interface NumberOf {
  readonly kind: NumberedKind;
  readonly issuerCode: string;
  readonly year: number;
  /** From 1, without a gap. */
  readonly sequence: number;
}

const DIGITS = 6;

/** `LEJ-2026-000001`; of credit notes `LEJ-C-2026-000001`. */
export const toNumber = ({ kind, issuerCode, year, sequence }: NumberOf): string =>
  [issuerCode, ...(kind === 'credit-note' ? ['C'] : []), year, String(sequence).padStart(DIGITS, '0')].join('-');
