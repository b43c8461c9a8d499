/** What a cell holds. Text is defused in CSV; numbers stay numbers; an instant is a `Date`. */
export type CellKind = 'text' | 'number' | 'instant' | 'flag';
export type Cell = string | number | boolean | Date | null;

export interface Column {
  readonly name: string;
  readonly kind: CellKind;
  /** Whether a cell may be null: always where nothing is published. */
  readonly nullable: boolean;
}

/** Figures of one zone that have something in common: constants, and columns of equal length. */
export interface Group {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly constants: Readonly<Record<string, Cell>>;
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
}

export const EXPORTED_PRODUCTS = ['presence', 'visitors', 'dwell', 'frequency', 'origin'] as const;
export type ExportedProduct = (typeof EXPORTED_PRODUCTS)[number];

const text = (name: string): Column => ({ name, kind: 'text', nullable: false });
const number = (name: string): Column => ({ name, kind: 'number', nullable: true });
const ZONE = [text('zone_id'), text('zone_name')];
const START: Column = { name: 'start', kind: 'instant', nullable: false };
const FIGURE = [number('value'), number('low'), number('high'), text('status')];
const SHARE = [number('share'), number('share_low'), number('share_high')];
const METHOD: Column[] = [text('unit'), { name: 'modelled', kind: 'flag', nullable: false }];

/** The columns of each product's table, one row a figure. A figure that is not `PUBLISHED` has no value, no limits. */
export const COLUMNS: Readonly<Record<ExportedProduct, readonly Column[]>> = {
  presence: [...ZONE, START, ...FIGURE, ...METHOD],
  visitors: [...ZONE, START, ...FIGURE, ...METHOD],
  dwell: [...ZONE, text('bin'), START, ...FIGURE, ...METHOD],
  frequency: [...ZONE, text('bin'), START, ...FIGURE, ...SHARE, ...METHOD],
  origin: [
    ...[...ZONE, START, text('home_zone_id'), text('home_zone_name'), number('distance_km')],
    ...[...FIGURE, ...SHARE, ...METHOD],
  ],
};

/** With a last column that says on every row what the figures are not, where there is anything to say. */
export const columnsOf = (product: ExportedProduct, marks: readonly string[]): readonly Column[] =>
  marks.length === 0 ? COLUMNS[product] : [...COLUMNS[product], text('marks')];

/** The rows of a group, in the order of these columns. */
export function* toRows(group: Group, columns: readonly Column[]): Generator<Cell[]> {
  const length = Object.values(group.columns)[0]?.length ?? 0;
  const zone: Record<string, Cell> = { zone_id: group.zoneId, zone_name: group.zoneName };
  for (let row = 0; row < length; row += 1) {
    yield columns.map(({ name }) => group.columns[name]?.[row] ?? group.constants[name] ?? zone[name] ?? null);
  }
}
