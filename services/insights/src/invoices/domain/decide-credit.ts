import { type Amounts, isAmount, toVat } from './money';

export type CreditDecision =
  | { readonly kind: 'credited'; readonly amounts: Amounts }
  | { readonly kind: 'refused'; readonly reason: 'NOTHING_TO_CREDIT' | 'MORE_THAN_INVOICED' };

/**
 * What a credit note takes back of an invoice, never more than is left of it. VAT is what the invoice's would have been
 * less: the VAT of everything credited so far with this, minus that without. So any credit notes that add up to the invoice
 * take back its VAT to the minor unit.
 *
 * @param netMinorUnits null: all that is left
 */
export function decideCredit(
  invoice: { readonly netMinorUnits: number; readonly vatBasisPoints: number },
  creditedNetMinorUnits: number,
  netMinorUnits: number | null,
): CreditDecision {
  const left = invoice.netMinorUnits - creditedNetMinorUnits;
  const net = netMinorUnits ?? left;
  if (!isAmount(net) || net === 0) return { kind: 'refused', reason: 'NOTHING_TO_CREDIT' };
  if (net > left) return { kind: 'refused', reason: 'MORE_THAN_INVOICED' };
  const vatBefore = toVat(creditedNetMinorUnits, invoice.vatBasisPoints);
  const vat = toVat(creditedNetMinorUnits + net, invoice.vatBasisPoints) - vatBefore;
  return {
    kind: 'credited',
    amounts: { netMinorUnits: net, vatMinorUnits: vat, grossMinorUnits: net + vat },
  };
}
