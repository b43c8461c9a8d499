import { fitParts, fittedVariance, type MarginShape } from './fit-margins';
import { toFractionNumber, type Fraction } from './fraction';
import { sigmaSquaredOf, spentRhoOf, TABLE_BOUNDS, TABLE_NAMES, type Policy, type TableName } from './policy';
import { tau, thresholdZ } from './threshold';

/** The relative standard deviation from which on a figure is called useful. */
const USEFUL = 0.1;

/** Six age bands and `not-given`; two genders and `not-given`. */
export const PROFILE_SHAPE: MarginShape = { ages: 7, genders: 3 };

const HOURS = 24;
const DWELL_BINS = 6;
const DAY_PARTS = 6;
const FREQUENCY_BINS = 4;

/** What one table costs and shows, for one group. */
export interface BudgetRow {
  readonly table: TableName;
  readonly sensitivitySquared: number;
  readonly rho: Fraction;
  /** Δ²/(2σ²), what stands in the ledger: at most `rho`. */
  readonly spentRho: Fraction;
  readonly sigmaSquared: number;
  readonly figures: number;
  /** People. */
  readonly sd: number;
  /** People, after least squares; null where a table is not fitted. */
  readonly fittedSd: number | null;
  /** People, from the fitted sd where there is one. Null for panel sizes: they are measured, not published. */
  readonly tau: number | null;
  /** People from which on the noise is at most 10 %. */
  readonly peopleForTenPercent: number;
}

/** How many figures each table has in a plan of so many zones, where home areas are zones and no pair is made coarser. */
export const figuresForZones = (zones: number): Readonly<Record<TableName, number>> => ({
  presence: zones * HOURS,
  visitors: zones,
  'visitors-by-age': zones * PROFILE_SHAPE.ages,
  'visitors-by-gender': zones * PROFILE_SHAPE.genders,
  'visitors-by-age-and-gender': zones * PROFILE_SHAPE.ages * PROFILE_SHAPE.genders,
  dwell: zones * DWELL_BINS,
  origin: zones * zones,
  flows: zones * zones * DAY_PARTS,
  frequency: zones * FREQUENCY_BINS,
  'panel-strata': PROFILE_SHAPE.ages * PROFILE_SHAPE.genders,
  'panel-total': 1,
});

/** The budget of a policy, row by row: everything follows from Δ², rho, k and the number of figures. All public. */
export function budgetTable(policy: Policy, figures: Readonly<Record<TableName, number>>): readonly BudgetRow[] {
  const fitted = fittedSds(policy);
  return TABLE_NAMES.flatMap((table) => {
    const sigmaSquared = sigmaSquaredOf(policy, table);
    if (sigmaSquared === null) return [];
    const { sensitivitySquared, unitsPerPerson, spentPer } = TABLE_BOUNDS[table];
    const sd = Math.sqrt(sigmaSquared) / unitsPerPerson;
    const fittedSd = fitted[table] ?? null;
    const published = !spentPer.startsWith('panel');
    return {
      table,
      sensitivitySquared,
      rho: policy.rho[table],
      spentRho: spentRhoOf(policy, table),
      sigmaSquared,
      figures: figures[table],
      sd,
      fittedSd,
      tau: published ? tau(policy.leastPeople, thresholdZ(figures[table]), fittedSd ?? sd) : null,
      peopleForTenPercent: (fittedSd ?? sd) / USEFUL,
    };
  });
}

function fittedSds(policy: Policy): Partial<Record<TableName, number>> {
  const total = sigmaSquaredOf(policy, 'visitors');
  const byAge = sigmaSquaredOf(policy, 'visitors-by-age');
  const byGender = sigmaSquaredOf(policy, 'visitors-by-gender');
  const byAgeAndGender = sigmaSquaredOf(policy, 'visitors-by-age-and-gender');
  if (total === null || byAge === null || byGender === null || byAgeAndGender === null) return {};
  const parts = fitParts({ total, byAge, byGender, byAgeAndGender }, PROFILE_SHAPE);
  const { ages, genders } = PROFILE_SHAPE;
  const sdOf = (block: MarginShape) => Math.sqrt(fittedVariance(parts, PROFILE_SHAPE, block));
  return {
    visitors: sdOf({ ages, genders }),
    'visitors-by-age': sdOf({ ages: 1, genders }),
    'visitors-by-gender': sdOf({ ages, genders: 1 }),
    'visitors-by-age-and-gender': sdOf({ ages: 1, genders: 1 }),
  };
}

const PRINTED = [
  { tables: ['presence'], label: 'presence: zone × hour (units of 1/16)', squared: '25·16²' },
  {
    tables: ['visitors', 'visitors-by-age', 'visitors-by-gender', 'visitors-by-age-and-gender'],
    label: 'visitors: zone; × age; × gender; × both (before least squares)',
    squared: '6 each',
  },
  { tables: ['dwell'], label: 'dwell: zone × bin', squared: '6' },
  { tables: ['origin'], label: 'origin: zone × home area', squared: '6' },
  { tables: ['flows'], label: 'flows: pair × day-part', squared: '8' },
  { tables: ['frequency'], label: 'frequency: zone × month × bin (return visits only)', squared: '20' },
] as const satisfies readonly { tables: readonly TableName[]; label: string; squared: string }[];

/** The table as it is printed in documents and reports: Markdown, one line each; panel rows stand in their own text. */
export function printBudgetTable(rows: readonly BudgetRow[]): readonly string[] {
  const lines = PRINTED.flatMap(({ tables, label, squared }) => {
    const group = rows.filter(({ table }) => (tables as readonly TableName[]).includes(table));
    if (group.length === 0) return [];
    const rhos = group.map(({ rho }) => Number(toFractionNumber(rho).toPrecision(3))).join(' / ');
    const sds = group.map(({ sd }) => sd.toFixed(1)).join(' / ');
    const period = TABLE_BOUNDS[group[0]!.table].spentPer === 'month' ? ' a month' : '';
    return [`| ${[label, squared, rhos + period, sds, ...printUse(group)].join(' | ')} |`];
  });
  return ['| table | Δ² | rho | sd | tau | people for 10 % |', '|---|---|---|---|---|---|', ...lines];
}

function printUse(group: readonly BudgetRow[]): readonly [string, string] {
  const [row] = group;
  if (!row || row.tau === null || row.fittedSd !== null) return ['from the fitted sd', '–'];
  // Where the number of figures raises the threshold it is part of the answer.
  const many = thresholdZ(row.figures) > thresholdZ(1) ? ` (${row.figures.toLocaleString('en')} figures)` : '';
  return [`${Math.round(row.tau)}${many}`, `${Math.round(row.peopleForTenPercent)}`];
}
