import {
  AGE_NOT_GIVEN,
  AGES_AND_GENDERS,
  factorOfFigure,
  GENDER_NOT_GIVEN,
  GENDERS,
  type Product,
  type Table,
} from '@passant/contracts';
import { estimateTotal, type Part, toParts, type TotalRule } from '@passant/privacy';
import { toTable } from '../src/step-three/visitors-margins';
import type { Places } from './areas';
import type { ReleaseWithTruth } from './releases';
import type { ScoredFigure } from './statistics';

/** At what grain a table is sold: figures of each period, or sums (presence: means) over all of them. */
export interface Grain {
  readonly product: Product;
  readonly table: Table;
  readonly grain: string;
  /** Zones by themselves, five neighbours together, or all. */
  readonly of: keyof Places;
  /** Whether columns are added, too: hours to a day. */
  readonly addsColumns: boolean;
  /** Whether periods are added; else each stands for itself. */
  readonly addsPeriods: boolean;
}

const grain = (
  table: Table,
  name: string,
  adds: Partial<Pick<Grain, 'of' | 'addsColumns' | 'addsPeriods'>> = {},
): Grain => ({
  product: table.startsWith('visitors') ? 'visitors' : (table as Product),
  table,
  grain: name,
  of: 'zones',
  addsColumns: false,
  addsPeriods: false,
  ...adds,
});

const dayAndWeek = (table: Table, ends = 'zone'): readonly Grain[] => [
  grain(table, `${ends}-day`),
  grain(table, `${ends}-week`, { addsPeriods: true }),
];

export const DAILY_GRAINS: readonly Grain[] = [
  grain('presence', 'zone-hour'),
  grain('presence', 'zone-day', { addsColumns: true }),
  grain('presence', 'zone-week', { addsColumns: true, addsPeriods: true }),
  ...dayAndWeek('visitors'),
  ...dayAndWeek('visitors-by-age'),
  ...dayAndWeek('visitors-by-gender'),
  ...dayAndWeek('visitors-by-age-and-gender'),
  ...dayAndWeek('dwell'),
  ...dayAndWeek('origin'),
  ...dayAndWeek('flows', 'pair'),
  grain('presence', 'area-hour', { of: 'areas' }),
  grain('presence', 'area-day', { of: 'areas', addsColumns: true }),
  grain('visitors', 'area-day', { of: 'areas' }),
  grain('visitors', 'area-week', { of: 'areas', addsPeriods: true }),
  grain('visitors-by-age', 'area-day', { of: 'areas' }),
  grain('visitors-by-gender', 'area-day', { of: 'areas' }),
  grain('origin', 'area-day', { of: 'areas' }),
  grain('origin', 'area-week', { of: 'areas', addsPeriods: true }),
  grain('presence', 'city-hour', { of: 'city' }),
  grain('visitors', 'city-day', { of: 'city' }),
  grain('origin', 'city-day', { of: 'city' }),
  grain('origin', 'city-week', { of: 'city', addsPeriods: true }),
];
/** Of thirty days: see `repeatDays`. */
export const ORIGIN_OF_MONTH = grain('origin', 'zone-month', { addsPeriods: true });
export const MONTHLY_GRAINS: readonly Grain[] = [grain('frequency', 'zone-month')];

/** Nothing is published from so many people on: the interval before suppression. */
const NEVER = 1e15;
const LEAST_PEOPLE = 20;

/** One table of a release and the exact counts behind it, in the table's own domain. */
interface TableOfPeriod {
  readonly releaseId: string;
  readonly release: ReleaseWithTruth['release'];
  readonly table: ReleaseWithTruth['release']['tables'][number];
  readonly truth: ArrayLike<number>;
  readonly exact: ArrayLike<number>;
}

/** All figures of a table at a grain, against pipeline truth. Columns `not-given` are left out: nobody is that. */
export function* scoreGrain(of: Grain, releases: readonly ReleaseWithTruth[], places: Places): Generator<ScoredFigure> {
  const periods = releases
    .filter(({ release }) => release.product === of.product)
    .map((one) => toTableOf(one, of.table));
  const [first] = periods;
  if (!first) return;
  const width = first.table.columns.length;
  const columns = first.table.columns.flatMap((_, column) => (isGiven(of.table, column) ? [column] : []));
  const groupsOfColumns = of.addsColumns ? [columns] : columns.map((column) => [column]);
  const groupsOfPeriods = of.addsPeriods ? [periods] : periods.map((period) => [period]);
  const figures = first.release.rows.length * (of.addsColumns ? 1 : width);
  for (const together of groupsOfPeriods) {
    for (const rows of places[of.of]) {
      for (const added of groupsOfColumns) {
        const moments = together.flatMap((period) =>
          added.map((column) => rows.map((row) => toFigureOfPanel(period, row, column))),
        );
        const scale = of.product === 'presence' ? 1 / moments.length : 1;
        yield toFigure(moments, { leastPeople: LEAST_PEOPLE, figures, scale });
      }
    }
  }
}

interface FigureOfPanel {
  readonly part: Part;
  readonly isExtrapolated: boolean;
  /** People; `unprotected` extrapolated. */
  readonly truth: number;
  readonly exact: number;
  readonly unprotected: number;
}

/** As insights makes its parts of a release (`make-part`). */
function toFigureOfPanel(period: TableOfPeriod, row: number, column: number): FigureOfPanel {
  const { releaseId, release, table, truth, exact } = period;
  const index = row * table.columns.length + column;
  const { unitsPerPerson } = release;
  const extrapolation = factorOfFigure(release, table, { row, column });
  const slice = {
    values: [table.values[index]!],
    sigmaSquared: table.variance,
    unitsPerPerson,
    extrapolation,
    releaseId,
  };
  return {
    part: { ...toParts(slice)[0]!, ...sharedOf(table.table, release) },
    isExtrapolated: extrapolation !== null,
    truth: truth[index]! / unitsPerPerson,
    exact: exact[index]! / unitsPerPerson,
    unprotected: (exact[index]! / unitsPerPerson) * (extrapolation?.factor ?? 1),
  };
}

/** As insights has it (`make-part`). */
const sharedOf = (table: Table, { extrapolation }: ReleaseWithTruth['release']) => ({
  countsVisits: table !== 'presence' && table !== 'flows',
  hasOwnFactor: extrapolation?.strata !== 'total',
  panelMeasured: table === 'presence' || table.startsWith('visitors') ? (extrapolation?.panelMeasured ?? null) : null,
});

function toFigure(moments: readonly (readonly FigureOfPanel[])[], rule: TotalRule): ScoredFigure {
  const parts = moments.map((moment) => moment.map(({ part }) => part));
  const sum = (valueOf: (figure: FigureOfPanel) => number) =>
    rule.scale * moments.flat().reduce((total, figure) => total + valueOf(figure), 0);
  const plain = estimateTotal(parts, { ...rule, leastPeople: NEVER });
  const estimate = estimateTotal(parts, rule);
  // What is not extrapolated speaks of the panel only: nothing is sold of the city.
  const extrapolated = moments.flat().every(({ isExtrapolated }) => isExtrapolated);
  return {
    truth: sum(({ truth }) => truth),
    value: estimate.value,
    published: estimate.published && extrapolated,
    plain,
    limits: estimate,
    unprotected: sum(({ unprotected }) => unprotected),
    atLeastTwenty: sum(({ exact }) => exact) >= LEAST_PEOPLE,
  };
}

function toTableOf({ period, release, truth, exact }: ReleaseWithTruth, name: Table): TableOfPeriod {
  return {
    releaseId: `${release.product}/${period}`,
    release,
    table: release.tables.find(({ table }) => table === name)!,
    truth: toTable(name, Array.from(truth)),
    exact: toTable(name, Array.from(exact)),
  };
}

function isGiven(table: Table, column: number): boolean {
  if (table === 'visitors-by-age') return column !== AGE_NOT_GIVEN;
  if (table === 'visitors-by-gender') return column !== GENDER_NOT_GIVEN;
  if (table !== 'visitors-by-age-and-gender') return true;
  const [age, gender] = [Math.floor(column / GENDERS.length), column % GENDERS.length];
  return column < AGES_AND_GENDERS.length && age !== AGE_NOT_GIVEN && gender !== GENDER_NOT_GIVEN;
}
