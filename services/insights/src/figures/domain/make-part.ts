import { LEFT_OF_HOURS_BY_VISITS, type Part } from '@passant/privacy';
import { type Extrapolation, extrapolationOf, hasFactor, type ReleasedTable, type ZoneRow } from './released-tables';

/** Variance of a weighted sum of a table's figures in one zone, in units²; `weights` in the order of the columns that are added. */
export type NoiseOf = (weights: readonly number[]) => number;

/** For figures with noise of their own. */
export const independentNoise =
  ({ variance }: ReleasedTable): NoiseOf =>
  (weights) =>
    variance * weights.reduce((sum, weight) => sum + weight ** 2, 0);

export interface PartOf {
  readonly table: ReleasedTable;
  readonly row: ZoneRow;
  readonly columns: readonly number[];
  /** Else it speaks of the panel. */
  readonly extrapolated: boolean;
}

/** One figure with noise of its own; errors as in {@link makePart}. */
export function makeFigurePart(table: ReleasedTable, row: ZoneRow, column: number, extrapolated: boolean): Part {
  const { unitsPerPerson: units, releaseId } = table;
  const panel = row.values[column]! / units;
  const panelNoise = table.variance / units ** 2;
  const one = extrapolated ? extrapolationOf(table, row, column) : null;
  if (!one) return { panel, panelNoise, value: panel, valueNoise: panelNoise, sampling: 0, factorError: 0, releaseId };
  const valueNoise = (table.variance * one.factor ** 2) / units ** 2;
  return {
    panel,
    panelNoise,
    value: one.factor * panel,
    valueNoise,
    sampling: samplingOf(panel, one),
    factorError: panel * Math.sqrt(ofOthers(one)),
    mixingError: panel * Math.sqrt(one.mixing),
    releaseId,
    ...sharedOf(table, row),
  };
}

/**
 * Some figures of one zone and time as one part, each times its own factor. Sampling: `max(y, 1)·(1 − 1/factor)` in panel
 * people, times factor²; errors of factors share the panel, so they add.
 */
export function makePart({ table, row, columns, extrapolated }: PartOf, noiseOf?: NoiseOf): Part {
  // By far the most figures are single ones with noise of their own.
  if (!noiseOf && columns.length === 1) return makeFigurePart(table, row, columns[0]!, extrapolated);
  const { unitsPerPerson: units, releaseId } = table;
  const weights: number[] = new Array<number>(columns.length).fill(1);
  let [panel, value, sampling, factorError, mixingError] = [0, 0, 0, 0, 0];
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index]!;
    const people = row.values[column]! / units;
    const one = extrapolated ? extrapolationOf(table, row, column) : null;
    panel += people;
    value += (one?.factor ?? 1) * people;
    if (!one) continue;
    weights[index] = one.factor;
    sampling += samplingOf(people, one);
    factorError += people * Math.sqrt(ofOthers(one));
    mixingError += people * Math.sqrt(one.mixing);
  }
  const measure = noiseOf ?? independentNoise(table);
  const panelNoise = measure(columns.map(() => 1)) / units ** 2;
  const valueNoise = extrapolated ? measure(weights) / units ** 2 : panelNoise;
  return {
    panel,
    panelNoise,
    value,
    valueNoise,
    sampling,
    factorError,
    mixingError,
    releaseId,
    ...sharedOf(table, row),
  };
}

/**
 * What a part shares with those of other zones. Who may be in several zones' figures of one time: visitors of a day, not people by the hour nor
 * trips of one pair. All zones together are the panel that factors are calibrated to, but for origin: nobody's home zone is a stratum; of releases
 * that do not tell mixing, hours were weighted by visits, so that more of an error is left.
 */
const sharedOf = (
  { table, strata, panelMeasured }: ReleasedTable,
  { factorMixings }: ZoneRow,
): Pick<Part, 'countsVisits' | 'hasOwnFactor' | 'panelMeasured' | 'leftOfAll'> => ({
  countsVisits: table !== 'presence' && table !== 'flows',
  hasOwnFactor: strata !== 'total',
  panelMeasured: table === 'presence' || table.startsWith('visitors') ? panelMeasured : null,
  ...(table === 'presence' && factorMixings.length === 0 && { leftOfAll: LEFT_OF_HOURS_BY_VISITS }),
});

/** Of a factor's variance what is not mixing. */
const ofOthers = ({ variance, mixing }: Extrapolation): number => Math.max(0, variance - mixing);

const samplingOf = (people: number, { factor }: Extrapolation): number =>
  factor ** 2 * Math.max(people, 1) * Math.max(0, 1 - 1 / factor);

/** Whether every one of these figures can be extrapolated. */
export const isExtrapolated = (table: ReleasedTable, row: ZoneRow, columns: readonly number[]): boolean =>
  columns.every((column) => hasFactor(table, row, column));

/** Whether every figure of a row can be. */
export const isRowExtrapolated = (table: ReleasedTable, row: ZoneRow): boolean =>
  table.classes ? table.columns.every((_, column) => hasFactor(table, row, column)) : hasFactor(table, row, 0);
