import { AGE_NOT_GIVEN, GENDER_NOT_GIVEN, GENDERS, type Product } from '@passant/contracts';
import { AGE_GIVEN, bitOf, PROFILE_GIVEN } from './day-files';

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

/** Adds what {@link panelSums} wrote (TSV) to counts over a domain of so many columns. */
export function addSums(counts: ProductCounts, product: Product, columns: number, text: string): void {
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [row, column, given, everybody, truth, panels] = line.split('\t');
    const figure = Number(row) * columns + Number(column);
    counts.everybody[figure]! += Number(everybody);
    counts.truth[figure]! += Number(truth);
    const told = toldColumn(product, Number(column), Number(given));
    if (told === null) continue;
    const sums = JSON.parse(panels!) as number[];
    for (const [index, panel] of counts.panels.entries()) {
      panel['place-statistics'][Number(row) * columns + told]! += sums[bitOf(index, 'place-statistics')]!;
      panel.both[Number(row) * columns + told]! += sums[bitOf(index, 'both')]!;
    }
  }
}

/** Where somebody is counted who gives that much; null: nowhere. */
export function toldColumn(product: Product, column: number, given: number): number | null {
  if (product === 'origin') return given === 1 ? column : null;
  if (product !== 'visitors' || given === PROFILE_GIVEN) return column;
  const age = given === AGE_GIVEN ? Math.floor(column / GENDERS.length) : AGE_NOT_GIVEN;
  return age * GENDERS.length + GENDER_NOT_GIVEN;
}
