/** What one line is to be given for a month. No data kind stands in it: billing need not know who permits what. */
export interface CreditRow {
  /** Of the subscription. */
  readonly reference: string;
  readonly kind: 'credit' | 'benefit';
  /** Of a benefit; '' of a credit. */
  readonly code: string;
  /** Of a benefit: on how many days it was earned; null of a credit. */
  readonly days: number | null;
  readonly minorUnits: number;
  /** ISO 4217; '' of a benefit. */
  readonly currency: string;
}

const HEADER = 'record,reference,kind,code,days,amount_minor_units,currency\n';

/**
 * The lines of a credit file (CSV, `\n`): a header, a line a row, and at the end a `total` a currency or code with how many rows there are of it
 * and what they add up to. The same rows give the same bytes.
 *
 * @param pages rows in a fixed order
 */
export async function* writeCreditFile(pages: AsyncIterable<readonly CreditRow[]>): AsyncGenerator<string> {
  yield HEADER;
  const totals = new Map<string, { rows: number; days: number; minorUnits: bigint; of: CreditRow }>();
  for await (const page of pages) {
    let text = '';
    for (const row of page) {
      text += toLine(['row', row.reference, row.kind, row.code, row.days ?? '', row.minorUnits, row.currency]);
      const name = [row.kind, row.code, row.currency].join('/');
      const total = totals.get(name) ?? { rows: 0, days: 0, minorUnits: 0n, of: row };
      total.rows += 1;
      total.days += row.days ?? 0;
      total.minorUnits += BigInt(row.minorUnits);
      totals.set(name, total);
    }
    yield text;
  }
  for (const [, { rows, days, minorUnits, of }] of [...totals].sort(([one], [other]) => (one < other ? -1 : 1)))
    yield toLine(['total', rows, of.kind, of.code, of.days === null ? '' : days, minorUnits, of.currency]);
  if (totals.size === 0) yield toLine(['total', 0, 'credit', '', '', 0, '']);
}

/** Codes, currencies and ids have no comma, quote or line break: their schemas see to it. */
const toLine = (fields: readonly (string | number | bigint)[]): string => `${fields.join(',')}\n`;
