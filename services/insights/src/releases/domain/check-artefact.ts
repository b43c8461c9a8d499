import {
  AGE_BANDS,
  AGES_AND_GENDERS,
  DAY_PARTS,
  DWELL_BINS,
  FREQUENCY_BINS,
  GENDERS,
  isFlowPair,
  isMonth,
  MONTHLY_PRODUCTS,
  type ReleaseArtefact,
  type ReleasedTable,
  type ReleaseId,
  type RowId,
  type Table,
  TABLES_OF,
  zoneIdSchema,
} from '@passant/contracts';

/** What the job said about the release. */
export type Announced = Pick<ReleaseArtefact, 'market' | 'period' | 'product' | 'purpose'> & {
  readonly releaseId: ReleaseId;
};

/** Why an artefact is not the release that was announced; none: it may be sold from. `tableSha256` is what its tables hash to. */
export function findArtefactProblem(
  artefact: ReleaseArtefact,
  announced: Announced,
  tableSha256: string,
): string | undefined {
  const named = ['releaseId', 'market', 'period', 'product', 'purpose'] as const;
  const other = named.find((name) => artefact[name] !== announced[name]);
  if (other !== undefined) return `its ${other} is not the announced one`;
  const monthly = (MONTHLY_PRODUCTS as readonly string[]).includes(artefact.product);
  if (isMonth(artefact.period) !== monthly) return `its period is no ${monthly ? 'month' : 'day'}`;
  const { zones, tables, extrapolation } = artefact;
  if (new Set(zones).size < zones.length) return 'it names a row twice';
  if (extrapolation && extrapolation.factors.length !== zones.length) return 'it does not have one factor a row';
  const byPairs = zones.some(isFlowPair);
  if (byPairs && !(artefact.product === 'flows' && zones.every(isFlowPair)))
    return 'its rows are not those of its product';
  const names = tables.map(({ table }) => table);
  const allowed: readonly Table[] = TABLES_OF[artefact.product];
  if (new Set(names).size < names.length) return 'it has a table twice';
  if (names.some((name) => !allowed.includes(name))) return 'it has a table that is not of its product';
  if (tableSha256 !== artefact.tableSha256) return 'its tables are not what it was announced with on the ledger';
  return tables.map((table) => findTableProblem(table, zones)).find((problem) => problem !== undefined);
}

function findTableProblem(
  { table, columns, values, factors }: ReleasedTable,
  zones: readonly RowId[],
): string | undefined {
  const rows = zones.length;
  if (values.length !== rows * columns.length) return 'a table is not as large as its rows and columns say';
  if (new Set(columns).size < columns.length) return 'it names a column twice';
  if (!hasItsColumns(table, columns, zones.some(isFlowPair))) return `its columns are not those of ${table}`;
  if (factors && !hasItsFactors(factors, { rows, columns: columns.length }))
    return 'its factors do not fit its columns';
  if (values.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER)) return 'a value is too large';
  return undefined;
}

function hasItsFactors(
  { classes, values }: NonNullable<ReleasedTable['factors']>,
  size: { rows: number; columns: number },
): boolean {
  const count = Math.max(...classes) + 1;
  return classes.length === size.columns && count <= size.columns && values.length === size.rows * count;
}

const FIXED_COLUMNS: Partial<Record<Table, readonly string[]>> = {
  visitors: ['all'],
  'visitors-by-age': AGE_BANDS,
  'visitors-by-gender': GENDERS,
  'visitors-by-age-and-gender': AGES_AND_GENDERS,
  dwell: DWELL_BINS,
  frequency: FREQUENCY_BINS,
};

function hasItsColumns(table: Table, columns: readonly string[], byPairs: boolean): boolean {
  const fixed = byPairs ? DAY_PARTS : FIXED_COLUMNS[table];
  if (fixed) return fixed.length === columns.length && fixed.every((name, index) => columns[index] === name);
  if (table === 'presence') return columns.every((column) => !Number.isNaN(Date.parse(column)));
  return columns.every((column) => {
    const [zone, part, ...more] = column.split('/');
    const parted =
      table === 'flows' ? (DAY_PARTS as readonly (string | undefined)[]).includes(part) : part === undefined;
    return parted && more.length === 0 && zoneIdSchema.safeParse(zone).success;
  });
}
