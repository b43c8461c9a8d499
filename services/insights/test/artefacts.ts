import { createHash, randomUUID } from 'node:crypto';
import {
  AGE_BANDS,
  AGES_AND_GENDERS,
  DAY_PARTS,
  type Day,
  DWELL_BINS,
  FREQUENCY_BINS,
  GENDERS,
  hoursOfDay,
  isFlowPair,
  type MarketId,
  type Month,
  type ReleaseArtefact,
  type ReleasedTable,
  type ReleaseId,
  type RowId,
  type TimeZone,
  toTableText,
  type ZoneId,
  type ZonePlanArtefact,
  type ZonePlanId,
} from '@passant/contracts';
import { fitParts, fittedVariance, tau, thresholdZ } from '@passant/privacy';

export const MARKET = 'leipzig' as MarketId;
export const BERLIN = 'Europe/Berlin' as TimeZone;
export const DAY = '2025-03-29' as Day;
export const MONTH = '2025-03' as Month;
export const PLAN_ID = '11111111-1111-4111-8111-111111111111' as ZonePlanId;
export const ZONES = ['centre', 'north', 'P-station', 'hills'] as ZoneId[];
/** The zones that home areas lie in: not the carved-out place. */
export const HOMES = ['centre', 'north', 'hills'] as ZoneId[];
/** `centre` and `P-station`; `north` and `hills`. */
export const REGIONS = ['R-centre', 'R-north'] as ZoneId[];

/** Squares of 0.01 degrees, one north of the other. */
const square = (row: number): [number, number][] => {
  const [x, y] = [12.37, 51.34 + 0.01 * row];
  return [
    [x, y],
    [x + 0.01, y],
    [x + 0.01, y + 0.01],
    [x, y + 0.01],
    [x, y],
  ];
};

/** Three covered zones and `hills`, which no cell reaches. */
export function zonePlan(overrides: Partial<ZonePlanArtefact> = {}): ZonePlanArtefact {
  return {
    format: 'zone-plan/2',
    planId: PLAN_ID,
    version: 1,
    market: { id: MARKET, name: 'Leipzig', country: 'DE', timeZone: BERLIN, firstDay: DAY },
    residents: 600_000,
    zones: ZONES.map((id, row) => ({
      ...{ id, name: `Zone ${id}`, kind: id.startsWith('P-') ? ('place' as const) : ('district' as const) },
      ...{ residents: 150_000, areaSquareMetres: 1_000_000, covered: id !== 'hills' },
      ...{ areas: id.startsWith('P-') ? [] : [`area-${id}`], region: row === 0 || row === 2 ? 0 : 1 },
      geometry: { type: 'MultiPolygon' as const, coordinates: [[square(row)]] },
    })),
    regions: REGIONS.map((id) => ({ id, name: `Region ${id}`, residents: null })),
    locationError: null,
    ...overrides,
  };
}

/** Of flows by pairs it gets the pair. */
type Noisy = (zone: ZoneId, column: number) => number;
type Factors = NonNullable<ReleasedTable['factors']>;

interface ArtefactOverrides extends Partial<Omit<ReleaseArtefact, 'tables'>> {
  /** Noisy units of a zone and column; `outside` included. */
  readonly noisy?: Noisy;
}

const PEOPLE: Record<string, number> = { centre: 2000, north: 500, 'P-station': 3, hills: 0, outside: 9000 };
const TABLE_ZONES = [...ZONES, 'outside' as ZoneId];

/** A table with the threshold that the policy gives it. */
export function makeTable(
  table: ReleasedTable['table'],
  { zones, columns, variance, unitsPerPerson = 1, noisy, factors }: TableWish,
): ReleasedTable {
  return {
    ...{ table, columns: [...columns], variance, ...(factors ? { factors } : {}) },
    values: zones.flatMap((zone) => columns.map((_, column) => noisy(zone as ZoneId, column))),
    tau: tau(20 * unitsPerPerson, thresholdZ(zones.length * columns.length), Math.sqrt(variance)),
  };
}

interface TableWish {
  readonly zones: readonly RowId[];
  readonly columns: readonly string[];
  readonly variance: number;
  readonly unitsPerPerson?: number;
  readonly noisy: Noisy;
  readonly factors?: Factors | undefined;
}

/** The presence of one day: thousands in the centre, hundreds in the north, next to nobody in the station. */
export function presenceArtefact({ noisy, ...overrides }: ArtefactOverrides = {}): ReleaseArtefact {
  const columns = hoursOfDay((overrides.period ?? DAY) as Day, BERLIN).map((start) => new Date(start).toISOString());
  const zones = overrides.zones ?? TABLE_ZONES;
  const wish = { zones, columns, variance: 355_556, unitsPerPerson: 16 };
  const table = makeTable('presence', { ...wish, noisy: noisy ?? ((zone, hour) => PEOPLE[zone]! * 16 + hour) });
  return finish({ product: 'presence', unitsPerPerson: 16, zones, tables: [table], ...overrides });
}

/** How long people stayed, one day. */
export function dwellArtefact({
  noisy = (zone) => PEOPLE[zone]!,
  ...overrides
}: ArtefactOverrides = {}): ReleaseArtefact {
  const zones = overrides.zones ?? TABLE_ZONES;
  const table = makeTable('dwell', { zones, columns: DWELL_BINS, variance: 1000, noisy });
  return finish({ product: 'dwell', zones, tables: [table], ...overrides });
}

/** Noise of the four tables before they are fitted. */
export const SIGMA_SQUARED = { total: 858, byAge: 1500, byGender: 1500, byAgeAndGender: 2000 };
export const SHAPE = { ages: AGE_BANDS.length, genders: GENDERS.length };

/**
 * Visitors by age and gender, one day, as a fit gives them: cells add to margins. `noisy` by `age · 3 + gender`. Factors of
 * figures with an age or gender: `factorOf` (none: those of their row); `not-given` has none.
 */
export function visitorsArtefact({
  noisy = (zone) => PEOPLE[zone]! / 2,
  factorOf,
  ...overrides
}: ArtefactOverrides & { readonly factorOf?: (name: string) => number } = {}): ReleaseArtefact {
  const zones = overrides.zones ?? TABLE_ZONES;
  const parts = fitParts(SIGMA_SQUARED, SHAPE);
  const add =
    (columns: readonly number[]): Noisy =>
    (zone) =>
      columns.reduce((sum, column) => sum + noisy(zone, column), 0);
  const cells = [...AGES_AND_GENDERS.keys()];
  const factorsOf = (columns: readonly string[]): Factors | undefined =>
    factorOf && {
      classes: [...columns.keys()],
      values: zones.flatMap(() =>
        columns.map((name) => (name.includes('not-given') ? null : { factor: factorOf(name), variance: 0.001 })),
      ),
    };
  const make = (
    table: ReleasedTable['table'],
    columns: readonly string[],
    block: { ages: number; genders: number },
    of: (column: number) => number[],
  ) =>
    makeTable(table, {
      ...{ zones, columns, variance: fittedVariance(parts, SHAPE, block) },
      noisy: (zone, column) => add(of(column))(zone, column),
      factors: table === 'visitors' ? undefined : factorsOf(columns),
    });
  const tables = [
    make('visitors', ['all'], SHAPE, () => cells),
    make('visitors-by-age', AGE_BANDS, { ages: 1, genders: 3 }, (age) => cells.slice(age * 3, age * 3 + 3)),
    make('visitors-by-gender', GENDERS, { ages: 7, genders: 1 }, (one) => cells.filter((cell) => cell % 3 === one)),
    make('visitors-by-age-and-gender', AGES_AND_GENDERS, { ages: 1, genders: 1 }, (cell) => [cell]),
  ];
  return finish({ product: 'visitors', zones, tables, ...overrides });
}

/** Where visitors live, one day. */
export function originArtefact({
  noisy = (zone, home) => PEOPLE[zone]! / (home + 1),
  ...overrides
}: ArtefactOverrides = {}): ReleaseArtefact {
  const zones = overrides.zones ?? TABLE_ZONES;
  const table = makeTable('origin', { zones, columns: HOMES, variance: 1000, noisy });
  return finish({ product: 'origin', zones, tables: [table], ...overrides });
}

/** Trips, one day; between regions where its rows are regions, by pairs where they are pairs. */
export function flowsArtefact({
  noisy = (_zone, column) => 1000 - column,
  ...overrides
}: ArtefactOverrides = {}): ReleaseArtefact {
  const zones = overrides.zones ?? TABLE_ZONES;
  const columns = zones.some(isFlowPair) ? DAY_PARTS : zones.flatMap((to) => DAY_PARTS.map((part) => `${to}/${part}`));
  const table = makeTable('flows', { zones, columns, variance: 667, noisy });
  return finish({ product: 'flows', zones, tables: [table], ...overrides });
}

/** On how many days of a month people came. */
export function frequencyArtefact({
  noisy = (zone, bin) => PEOPLE[zone]! / (bin + 1),
  ...overrides
}: ArtefactOverrides = {}): ReleaseArtefact {
  const zones = overrides.zones ?? TABLE_ZONES;
  const table = makeTable('frequency', { zones, columns: FREQUENCY_BINS, variance: 334, noisy });
  return finish({ product: 'frequency', period: MONTH, zones, tables: [table], ...overrides });
}

/** A release with the hash of its tables; one factor, 10, for all rows. */
export function finish(
  own: Partial<ReleaseArtefact> & Pick<ReleaseArtefact, 'product' | 'zones' | 'tables'>,
): ReleaseArtefact {
  const measurements = own.tables.map(({ table, variance }) => ({
    ...{ group: 'both' as const, table, rho: '9/1000', sigmaSquared: Math.ceil(variance) },
    tableSha256: 'a'.repeat(64),
  }));
  return {
    ...{ format: 'release/2', releaseId: randomUUID() as ReleaseId, market: MARKET, period: DAY, planId: PLAN_ID },
    ...{ purpose: 'place-statistics', methodVersion: '1', unitsPerPerson: 1, measurements },
    extrapolation: {
      factors: own.zones.map(() => ({ factor: 10, variance: 0.001 })),
      ...{ strata: 'age-and-gender', panelMeasured: 60_000 },
    },
    locationError: { median: 0.04, p90: 0.11 },
    tableSha256: createHash('sha256').update(toTableText(own)).digest('hex'),
    ...own,
  };
}
