import { AGE_NOT_GIVEN, GENDER_NOT_GIVEN, GENDERS, type Product } from '@passant/contracts';
import { bitOf, GENDER_KNOWN, PROFILE_GIVEN } from './day-files';

/** Exact counts of one period over the counted domain of a product, row after row. Of simulated people. */
export interface ProductCounts {
  /** All simulated people, children and business lines too: to be compared with where they were. */
  readonly everybody: Float64Array;
  /** Pipeline truth: everybody who could take part. */
  readonly truth: Float64Array;
  readonly panels: readonly PanelCounts[];
}

export interface PanelCounts {
  readonly 'place-statistics': Float64Array;
  readonly both: Float64Array;
}

export type PeriodCounts = ReadonlyMap<Product, ProductCounts>;

/** What decides the column of those who keep something to themselves. */
export const GIVEN_OF: Readonly<Partial<Record<Product, 'profile_given' | 'home_given'>>> = {
  visitors: 'profile_given',
  origin: 'home_given',
};

export const emptyCounts = (figures: number, panels: number): ProductCounts => ({
  everybody: new Float64Array(figures),
  truth: new Float64Array(figures),
  panels: Array.from({ length: panels }, () => ({
    'place-statistics': new Float64Array(figures),
    both: new Float64Array(figures),
  })),
});

/** The last group-by of this tool over a product's increments: like that of the service, for all panels at once. */
export function panelSums(increments: string, target: string, panels: number, options: SumOptions): string {
  const sums = Array.from({ length: 2 * panels }, (_, bit) => `sum(units * bitTest(${options.mask}, ${bit}))`);
  return `
  INSERT INTO FUNCTION ${target}
  SELECT row, column, ${options.given ?? 'toUInt8(1)'} AS given, sum(units), sum(units * eligible), [${sums.join(', ')}]
  FROM (SELECT ${options.person} AS person, row, column, units FROM (${increments})) AS increments
  INNER JOIN lines ON lines.person = increments.person
  GROUP BY row, column, given`;
}

interface SumOptions {
  readonly person: string;
  readonly mask: string;
  readonly given: string | undefined;
}

export const SUMS_STRUCTURE =
  'row UInt32, column UInt32, given UInt8, everybody Int64, truth Int64, panels Array(Int64)';

/** A product's sums, and which panels keep something back. */
export interface SumsOf {
  readonly product: Product;
  readonly columns: number;
  readonly isReserved: readonly boolean[];
}

/** Adds what {@link panelSums} wrote (TSV) to counts over a domain of so many columns. */
export function addSums(counts: ProductCounts, { product, columns, isReserved }: SumsOf, text: string): void {
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [row, column, given, everybody, truth, panels] = line.split('\t');
    const figure = Number(row) * columns + Number(column);
    counts.everybody[figure]! += Number(everybody);
    counts.truth[figure]! += Number(truth);
    const sums = JSON.parse(panels!) as number[];
    const [told, toldIfReserved] = [false, true].map((reserved) =>
      toldColumn(product, Number(column), { given: Number(given), reserved }),
    );
    for (const [index, panel] of counts.panels.entries()) {
      const its = isReserved[index] ? toldIfReserved : told;
      if (its === null || its === undefined) continue;
      panel['place-statistics'][Number(row) * columns + its]! += sums[bitOf(index, 'place-statistics')]!;
      panel.both[Number(row) * columns + its]! += sums[bitOf(index, 'both')]!;
    }
  }
}

/** Where somebody is counted who gives that much (`given` as in the file of lines); null: nowhere. */
export function toldColumn(
  product: Product,
  column: number,
  { given, reserved }: { readonly given: number; readonly reserved: boolean },
): number | null {
  if (product === 'origin') return reserved && given === 0 ? null : column;
  if (product !== 'visitors') return column;
  const givesProfile = !reserved || ((given >> PROFILE_GIVEN) & 1) === 1;
  if (!givesProfile) return AGE_NOT_GIVEN * GENDERS.length + GENDER_NOT_GIVEN;
  if (((given >> GENDER_KNOWN) & 1) === 1) return column;
  return Math.floor(column / GENDERS.length) * GENDERS.length + GENDER_NOT_GIVEN;
}
