/** What a cell holds. Text is defused in CSV; numbers stay numbers; an instant is a `Date`. */
export type CellKind = 'text' | 'number' | 'instant' | 'flag';
export type Cell = string | number | boolean | Date | null;

export interface Column {
  readonly name: string;
  readonly kind: CellKind;
  /** Whether a cell may be null: always where nothing is published. */
  readonly nullable: boolean;
}

/** Where a group lies: some zones, or a line from a place to a place (a point where both are one). */
export type Shape = { readonly zoneIds: readonly string[] } | { readonly line: readonly [Position, Position] | null };
/** Longitude and latitude, WGS 84. */
export type Position = readonly [number, number];

/** Figures that have something in common: constants, and columns of equal length. */
export interface Group {
  readonly shape: Shape;
  readonly constants: Readonly<Record<string, Cell>>;
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
}

export const EXPORTED_PRODUCTS = [
  ...(['presence', 'visitors', 'dwell', 'frequency', 'origin', 'flows', 'affinity', 'rank', 'comparison'] as const),
  ...(['campaign', 'leaflets', 'forecast'] as const),
] as const;
export type ExportedProduct = (typeof EXPORTED_PRODUCTS)[number];

const text = (name: string): Column => ({ name, kind: 'text', nullable: false });
const textOrAll = (name: string): Column => ({ name, kind: 'text', nullable: true });
const number = (name: string): Column => ({ name, kind: 'number', nullable: true });
const ZONE = [text('zone_id'), text('zone_name')];
const HOME = [text('home_zone_id'), text('home_zone_name')];
const START: Column = { name: 'start', kind: 'instant', nullable: false };
/** Null: all of them together. */
const KIND = [textOrAll('age'), textOrAll('gender')];
const FIGURE = [number('value'), number('low'), number('high'), text('status')];
const SHARE = [number('share'), number('share_low'), number('share_high')];
const METHOD: Column[] = [text('unit'), { name: 'modelled', kind: 'flag', nullable: false }];

/** The columns of each product's table, one row a figure. A figure that is not `PUBLISHED` has no value, no limits. */
export const COLUMNS: Readonly<Record<ExportedProduct, readonly Column[]>> = {
  presence: [...ZONE, START, ...FIGURE, ...METHOD],
  visitors: [...ZONE, START, ...FIGURE, ...METHOD],
  dwell: [...ZONE, text('bin'), START, ...FIGURE, ...METHOD],
  frequency: [...ZONE, text('bin'), START, ...FIGURE, ...SHARE, ...METHOD],
  origin: [...ZONE, START, ...HOME, number('distance_km'), ...FIGURE, ...SHARE, ...METHOD],
  flows: [
    ...[text('from_zone_id'), text('from_zone_name'), text('to_zone_id'), text('to_zone_name')],
    ...[START, textOrAll('day_part'), ...FIGURE, ...METHOD],
  ],
  affinity: [...ZONE, START, ...KIND, ...FIGURE, ...METHOD],
  rank: [...ZONE, START, number('rank'), ...FIGURE, ...METHOD],
  comparison: [...ZONE, START, ...FIGURE, ...METHOD],
  campaign: [
    ...[START, ...KIND, ...FIGURE, text('verdict'), number('smallest_detectable')],
    ...[number('extra_visits'), number('extra_low'), number('extra_high')],
    ...[number('placebo_zones'), number('placebos_as_extreme'), ...METHOD],
  ],
  leaflets: [START, ...HOME, ...FIGURE, number('leaflets'), number('served'), ...SHARE, ...METHOD],
  forecast: [
    ...[...ZONE, START, ...FIGURE],
    ...[number('backtest_days'), number('backtest_error_percent'), number('backtest_coverage'), ...METHOD],
  ],
};

/** With a last column that says on every row what the figures are not, where there is anything to say. */
export const columnsOf = (product: ExportedProduct, marks: readonly string[]): readonly Column[] =>
  marks.length === 0 ? COLUMNS[product] : [...COLUMNS[product], text('marks')];

/** The rows of a group, in the order of these columns. */
export function* toRows(group: Group, columns: readonly Column[]): Generator<Cell[]> {
  const length = Object.values(group.columns)[0]?.length ?? 0;
  for (let row = 0; row < length; row += 1) {
    yield columns.map(({ name }) => group.columns[name]?.[row] ?? group.constants[name] ?? null);
  }
}
