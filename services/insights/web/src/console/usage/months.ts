/** First and last day of a month. @param month `YYYY-MM` */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  // The day before the first of the next month.
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, to: last };
}

/** One row of usage as the graph has it, in columns. */
export interface Columns {
  readonly days: readonly (string | null)[];
  readonly products: readonly (string | null)[];
  readonly questions: readonly number[];
  readonly published: readonly number[];
  readonly costMinorUnits: readonly number[];
  readonly currencies: readonly string[];
}

export interface UsageRow {
  readonly day: string;
  readonly product: string;
  readonly questions: number;
  readonly published: number;
  readonly costMinorUnits: number;
  readonly currency: string;
}

export const toRows = (columns: Columns): UsageRow[] =>
  columns.published.map((published, at) => ({
    day: columns.days[at] ?? '',
    product: columns.products[at] ?? '',
    questions: columns.questions[at] ?? 0,
    published,
    costMinorUnits: columns.costMinorUnits[at] ?? 0,
    currency: columns.currencies[at] ?? 'EUR',
  }));
