import { factorOfFigure, OUTSIDE, type ReleaseArtefact, type ReleasedTable } from '@passant/contracts';

/** All zones of a plan together, by column: visits to the city. */
export interface CityTotals {
  /** Sums of noisy values, in units: of the panel. */
  readonly panel: readonly number[];
  /** How many zones were added: times the variance of one figure it is the noise variance of one panel sum. */
  readonly zones: number;
  /** Sums of values, each times its factor; null where a zone's figure has none. */
  readonly population: readonly ({ readonly value: number; readonly weightSquares: number } | null)[];
}

/** Adds a table over all zones (not `outside`). `weightSquares` times the variance of one figure is the noise variance of the sum. */
export function addZones(
  { zones, extrapolation }: Pick<ReleaseArtefact, 'zones' | 'extrapolation'>,
  table: ReleasedTable,
): CityTotals {
  const width = table.columns.length;
  const inside = zones.flatMap((zone, row) => (zone === OUTSIDE ? [] : [row]));
  const valueOf = (row: number, column: number): number => table.values[row * width + column]!;
  const population = table.columns.map((_, column) => {
    const factors = inside.map((row) => factorOfFigure({ extrapolation }, table, { row, column }));
    if (factors.includes(null)) return null;
    const value = inside.reduce((sum, row, index) => sum + factors[index]!.factor * valueOf(row, column), 0);
    return { value, weightSquares: factors.reduce((sum, one) => sum + one!.factor ** 2, 0) };
  });
  const panel = table.columns.map((_, column) => inside.reduce((sum, row) => sum + valueOf(row, column), 0));
  return { panel, zones: inside.length, population };
}
