import {
  AGE_BANDS,
  AGE_NOT_GIVEN,
  DATA_KIND_OF,
  DAY_PARTS,
  GENDERS,
  TABLES_OF,
  type Group,
  type MeasuredStrata,
  type Product,
  type Purpose,
  type ReleasedTable,
  type ReleaseArtefact,
  type RowId,
  type Table,
} from '@passant/contracts';
import {
  addTables,
  extrapolationFactor,
  fitMargins,
  fittedVariance,
  isPublished,
  TABLE_BOUNDS,
  tau,
  thresholdZ,
  type FitParts,
  type NoisyTable,
  type Policy,
  type Released,
} from '@passant/privacy';
import { addPeriods } from './add-periods';
import { chooseGroups, findPanelSize, type MeasuredPanel } from './choose-groups';
import { extrapolateRows, type KnownShares } from './extrapolate';
import type { OriginTable } from './home-effects';
import type { MeasuredGroups } from './measured-groups';
import type { ProfileTables } from './row-shares';
import { findFlowEnds, findHomeColumns, tableDomain, type Frame } from './table-domain';

export type { MeasuredGroups } from './measured-groups';

export interface ReleaseToCompose extends MeasuredPanel {
  readonly product: Product;
  readonly purpose: Purpose;
  readonly frame: Frame;
  readonly policy: Pick<Policy, 'leastPeople'>;
  readonly measured: MeasuredGroups;
  /** Residents of 18 and over in the market's country, as a share of all; null where unknown. */
  readonly adultShare: number | null;
  readonly strata: MeasuredStrata | null;
  /** Origin of days before, over the same plan, added by group: nothing where there are none. */
  readonly before?: MeasuredGroups;
}

/** A table of a release, with how many of its figures are published: those of zones without coverage are neither. */
export interface ComposedTable extends ReleasedTable {
  readonly published: number;
  readonly suppressed: number;
}

/** A purpose's release of one product. Everything in it is noisy, or follows from public facts. */
export interface ComposedRelease {
  readonly product: Product;
  readonly purpose: Purpose;
  /** Groups whose measurements it is the sum of. */
  readonly groups: readonly Group[];
  readonly rows: readonly RowId[];
  readonly unitsPerPerson: number;
  readonly tables: readonly ComposedTable[];
  /** Factors: one a row; of flows one an end (`findFlowEnds`): a pair has that of where it begins. */
  readonly extrapolation: ReleaseArtefact['extrapolation'];
}

/**
 * Post-processing of noisy tables only: sums over groups, least squares over visitors' four tables, thresholds on the noisy
 * value by the (fitted) standard deviation and the number of figures of the table, factors by strata. Null where no table of
 * the product is measured. `known` carries what products of one period share from one call to the next.
 */
export function composeRelease(wanted: ReleaseToCompose, known: KnownShares = new Map()): ComposedRelease | null {
  const { product, purpose, frame, measured } = wanted;
  const groups = chooseGroups(purpose, DATA_KIND_OF[product], wanted);
  const values = sumTables(product, groups, measured);
  const [first] = values.keys();
  if (first === undefined) return null;
  const { unitsPerPerson } = TABLE_BOUNDS[first];
  const { rows } = tableDomain(first, frame)!;
  const { extrapolation, byTable } = toExtrapolation(wanted, { groups, tables: [...values.keys()], known });
  const tables = [...values].map(([table, noisy]): ComposedTable => {
    const { columns, figures } = tableDomain(table, frame)!;
    const people = wanted.policy.leastPeople * unitsPerPerson;
    const threshold = tau(people, thresholdZ(figures), Math.sqrt(noisy.variance));
    const factors = byTable?.get(table);
    return {
      table,
      columns: [...columns],
      values: noisy.values as number[],
      variance: noisy.variance,
      tau: threshold,
      ...(factors && { factors: { classes: [...factors.classes], values: [...factors.values] } }),
      ...countPublished(noisy.values, threshold, { table, frame, width: columns.length }),
    };
  });
  return { product, purpose, groups, rows, unitsPerPerson, tables, extrapolation };
}

/** Noisy figures of a release, and the noise variance of one of them, in units². */
export interface SummedTable {
  readonly values: readonly number[];
  readonly variance: number;
  /** Of fitted tables: what the noise of sums follows from. */
  readonly parts?: FitParts;
}

const PROFILE_SHAPE = { ages: AGE_BANDS.length, genders: GENDERS.length };

/**
 * A product's tables, added over groups (variances add); visitors' four tables fitted to each other where all are measured.
 * A function of measurements alone: whenever it is called it gives the same figures.
 */
export function sumTables(
  product: Product,
  groups: readonly Group[],
  measured: MeasuredGroups,
): ReadonlyMap<Table, SummedTable> {
  const sums = new Map<Table, Released<NoisyTable>>();
  for (const table of TABLES_OF[product]) {
    const ofGroups = groups.flatMap((group) => measured.get(group)?.get(table) ?? []);
    if (ofGroups.length === groups.length) sums.set(table, addTables(ofGroups));
  }
  if (product === 'visitors' && sums.size === TABLES_OF.visitors.length) return fitVisitors(sums);
  return new Map([...sums].map(([table, { values, sigmaSquared }]) => [table, { values, variance: sigmaSquared }]));
}

function fitVisitors(sums: ReadonlyMap<Table, Released<NoisyTable>>): ReadonlyMap<Table, SummedTable> {
  const of = (table: Table) => sums.get(table)!;
  const fitted = fitMargins(
    {
      total: of('visitors'),
      byAge: of('visitors-by-age'),
      byGender: of('visitors-by-gender'),
      byAgeAndGender: of('visitors-by-age-and-gender'),
    },
    PROFILE_SHAPE,
  );
  return new Map<Table, SummedTable>([
    ['visitors', fitted.total],
    ['visitors-by-age', fitted.byAge],
    ['visitors-by-gender', fitted.byGender],
    ['visitors-by-age-and-gender', { ...fitted.byAgeAndGender, parts: fitted.parts }],
  ]);
}

interface Composing {
  readonly groups: readonly Group[];
  readonly tables: readonly Table[];
  readonly known: KnownShares;
}

/**
 * How unlike visits a product's figures may be mixed (`extrapolateByStrata`): visitors and origin count visits; hours
 * present, visits by their length, trips and people by their number of days lie otherwise over home regions and ages (at night, and
 * for long, residents are there). Public parameters, chosen on simulated cities.
 */
const MIXING: Readonly<Partial<Record<Product, number>>> = {
  presence: 0.15,
  dwell: 0.15,
  flows: 0.35,
  frequency: 0.2,
};

/** By strata where they were measured and residents are known; else by the day's total and all adults; else not. */
function toExtrapolation(wanted: ReleaseToCompose, { groups, tables, known }: Composing) {
  const { product, purpose, frame } = wanted;
  const dataKind = DATA_KIND_OF[product];
  const sizes = groups.map((group) => findPanelSize(wanted, { dataKind, group }));
  if (sizes.some((size) => size === null)) return { extrapolation: null };
  const rows = toRows(product, frame);
  const homes = findHomeColumns(frame.plan);
  const found = extrapolateRows(
    {
      weights: { panel: wanted, dataKind, groups, regions: frame.plan.regions, adultShare: wanted.adultShare },
      tables: toProfileTables(wanted),
      rows,
      released: tables,
      homes,
      seenBefore: toSeenBefore(wanted),
      mixing: MIXING[product] ?? 0,
      countsHours: product === 'presence',
    },
    known,
    `${purpose}/${dataKind}`,
  );
  const panelMeasured = sizes.reduce((sum, size) => sum + size!.size, 0);
  if (found) {
    const { factors, strata, byTable } = found;
    return { extrapolation: { factors: [...factors], strata, panelMeasured }, byTable };
  }
  const total = extrapolationFactor(
    findAdults(frame.plan, wanted.adultShare),
    sizes.map((size) => size!),
  );
  if (!total) return { extrapolation: null };
  const { factor, variance } = total;
  return {
    extrapolation: { factors: rows.map(() => ({ factor, variance })), strata: 'total' as const, panelMeasured },
  };
}

/**
 * Public residents of 18 and over, for nobody younger is in a panel: by age where every region knows them, else by the country's
 * share of all. Null where neither is known: a factor of all residents would count children.
 */
function findAdults({ regions, residents }: Frame['plan'], adultShare: number | null): number | null {
  const known = regions.map((region) => region.residents?.adults);
  if (known.length > 0 && known.every((adults) => adults)) {
    return known.reduce((sum, adults) => sum + add(adults!.female) + add(adults!.male), 0);
  }
  return residents === null || adultShare === null ? null : residents * adultShare;
}

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Who visits is told by the purpose's own release of visitors and origin. Flows take the shares of the zone where trips begin:
 * a trip's people are visitors at both ends, and one factor a row keeps sums over destinations what they are.
 */
function toProfileTables({ purpose, frame, measured, ...panel }: ReleaseToCompose): ProfileTables {
  const groups = chooseGroups(purpose, 'presence', panel);
  const visitors = sumTables('visitors', groups, measured).get('visitors-by-age-and-gender');
  const origin = sumTables('origin', groups, measured).get('origin');
  return {
    visitors: visitors ? { ...visitors, varianceOfGender: varianceOfGender(visitors) } : null,
    origin: origin ? { ...origin, homes: findHomeColumns(frame.plan) } : null,
  };
}

/** The period's own origin and that of days before it. */
function toSeenBefore({ purpose, frame, measured, before, ...panel }: ReleaseToCompose): OriginTable | null {
  const groups = chooseGroups(purpose, 'presence', panel);
  const sums = sumTables('origin', groups, before ? addPeriods([measured, before]) : measured);
  const origin = sums.get('origin');
  return origin ? { ...origin, homes: findHomeColumns(frame.plan) } : null;
}

/** Noise of the sum over the six ages of one gender. */
const varianceOfGender = ({ variance, parts }: SummedTable): number =>
  parts ? fittedVariance(parts, PROFILE_SHAPE, { ages: AGE_NOT_GIVEN, genders: 1 }) : variance * AGE_NOT_GIVEN;

/** The zones that each row is made of; of flows each end. */
function toRows(product: Product, { plan }: Frame): readonly (readonly number[])[] {
  const zones = plan.zones.map((_, zone) => [zone]);
  const ends = product === 'flows' ? findFlowEnds(plan) : null;
  if (!ends || ends.kind === 'zones') return zones;
  const rows: number[][] = ends.kind === 'pairs' ? zones : [];
  for (let end = rows.length; end < ends.ids.length; end += 1) rows.push([]);
  for (const [zone, end] of ends.endOfZone.entries()) rows[end]!.push(zone);
  return rows;
}

/** That a zone without coverage holds nothing is a public fact: of flows at either end. */
function countPublished(
  values: readonly number[],
  threshold: number,
  { table, frame, width }: { readonly table: Table; readonly frame: Frame; readonly width: number },
): { published: number; suppressed: number } {
  const ends = table === 'flows' ? findFlowEnds(frame.plan) : null;
  const covered = toRows(ends ? 'flows' : 'presence', frame).map((zones) =>
    zones.some((zone) => frame.plan.zones[zone]!.covered),
  );
  const isCovered = (row: number, column: number): boolean => {
    if (!ends) return covered[row]!;
    const [from, to] = ends.pairs?.[row] ?? [row, Math.floor(column / DAY_PARTS.length)];
    return covered[from]! && covered[to]!;
  };
  let [published, suppressed] = [0, 0];
  for (const [index, value] of values.entries()) {
    if (!isCovered(Math.floor(index / width), index % width)) continue;
    if (isPublished(value, threshold)) published += 1;
    else suppressed += 1;
  }
  return { published, suppressed };
}
