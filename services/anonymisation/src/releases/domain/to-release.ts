import type { Group, MeasuredPanelSize } from '@passant/contracts';
import {
  addTables,
  extrapolationFactor,
  isPublished,
  tau,
  thresholdZ,
  type Extrapolation,
  type NoisyTable,
  type Released,
} from '@passant/privacy';

/** What of a release follows from measurements and public facts. */
export interface ReleasedTable {
  readonly table: Released<NoisyTable>;
  /** In units of the table. */
  readonly tau: number;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly extrapolation: Extrapolation | null;
}

/**
 * Post-processing of noisy tables only: the sum over groups, the threshold on the noisy value, the factor. Figures of zones
 * without coverage are neither published nor suppressed: that they hold nothing is a public fact.
 */
export function toReleasedTable(
  measurements: readonly Released<NoisyTable>[],
  facts: {
    /** Least number of people, and units a person. */
    readonly leastPeople: number;
    readonly unitsPerPerson: number;
    readonly groups: readonly Group[];
    readonly covered: readonly boolean[];
    readonly columns: number;
    readonly residents: number | null;
    readonly sizes: readonly Pick<MeasuredPanelSize, 'group' | 'size' | 'sigmaSquared'>[];
  },
): ReleasedTable {
  const table = addTables(measurements);
  const figures = table.values.length;
  const threshold = tau(facts.leastPeople * facts.unitsPerPerson, thresholdZ(figures), Math.sqrt(table.sigmaSquared));
  const inCovered = table.values.filter((_, index) => facts.covered[Math.floor(index / facts.columns)]);
  const published = inCovered.filter((value) => isPublished(value, threshold)).length;
  const sizes = facts.sizes.filter(({ group }) => facts.groups.includes(group));
  return {
    table,
    tau: threshold,
    figures,
    published,
    suppressed: inCovered.length - published,
    extrapolation: sizes.length === facts.groups.length ? extrapolationFactor(facts.residents, sizes) : null,
  };
}
