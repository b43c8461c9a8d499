import { createHash, randomUUID } from 'node:crypto';
import {
  addDays,
  AGE_BANDS,
  AGES_AND_GENDERS,
  DAY_PARTS,
  type Day,
  DWELL_BINS,
  FREQUENCY_BINS,
  GENDERS,
  hoursOfDay,
  type Month,
  monthOf,
  type Period,
  type Product,
  type ReleaseArtefact,
  type ReleasedTable,
  type ReleaseId,
  type ZoneId,
  type ZonePlanArtefact,
} from '@passant/contracts';
import { fitParts, fittedVariance, tau, thresholdZ } from '@passant/privacy';
import { type BenchSize, MARKET, PLAN_ID, regionName, TIME_ZONE, zoneName } from './settings';

/** A small generator with a seed (mulberry32): numbers between 0 and 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SIGMA_SQUARED = { total: 858, byAge: 1500, byGender: 1500, byAgeAndGender: 2000 };
const SHAPE = { ages: AGE_BANDS.length, genders: GENDERS.length };
const PARTS = fitParts(SIGMA_SQUARED, SHAPE);
/** How full a zone is at 0, 4, 8 … o'clock. */
const TIDE = [0.5, 0.4, 0.9, 1.3, 1.4, 1.1];

/** A city on a grid of squares. */
export function makePlan({ zones, regions, from }: BenchSize): ZonePlanArtefact {
  const across = Math.ceil(Math.sqrt(zones));
  const square = (number: number): [number, number][] => {
    const [west, south, size] = [12 + 0.01 * (number % across), 51 + 0.01 * Math.floor(number / across), 0.01];
    return [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ];
  };
  return {
    ...{ format: 'zone-plan/2', planId: PLAN_ID, version: 1, residents: 600_000, locationError: null },
    market: { id: MARKET, name: 'Bench', country: 'DE', timeZone: TIME_ZONE, firstDay: from },
    zones: Array.from({ length: zones }, (_, number) => ({
      ...{ id: zoneName(number), name: `Zone ${number}`, kind: 'district', residents: 2000, covered: true },
      ...{ areaSquareMetres: 780_000, areas: [`A-${number}`], region: number % regions },
      geometry: { type: 'MultiPolygon', coordinates: [[square(number)]] },
    })),
    regions: Array.from({ length: regions }, (_, number) => ({
      ...{ id: regionName(number), name: `Region ${number}`, residents: null },
    })),
  };
}

/** Releases of a stretch of days, one after another: figures of zones between some dozens and ten thousands, with Gaussian noise of the sizes that releases have. */
export function* makeYear(size: BenchSize): Generator<ReleaseArtefact, void> {
  const random = seeded(20_250_101);
  const sizes = Array.from({ length: size.zones }, () => 60 * Math.exp(4 * random()));
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const noisy = (people: number, variance: number) => Math.round(people + Math.sqrt(variance) * gauss());
  const zones = Array.from({ length: size.zones }, (_, number) => zoneName(number));
  const months = new Set<Month>();
  for (let number = 0; number < size.days; number++) {
    const day = addDays(size.from, number);
    months.add(monthOf(day));
    const week = 0.8 + 0.4 * Math.sin((2 * Math.PI * number) / 7) ** 2;
    const make = (columns: readonly string[], variance: number, of: (row: number, column: number) => number) => ({
      ...{ columns: [...columns], variance },
      values: zones.flatMap((_, row) =>
        columns.map((__, column) => noisy(week * sizes[row]! * of(row, column), variance)),
      ),
    });
    const hours = hoursOfDay(day, TIME_ZONE).map((start) => new Date(start).toISOString());
    yield release(day, 'presence', zones, [
      { table: 'presence', ...make(hours, 355_556, (_, hour) => (16 * TIDE[Math.floor(hour / 4) % 6]!) / 3) },
    ]);
    const variance = (ages: number, genders: number) => fittedVariance(PARTS, SHAPE, { ages, genders });
    yield release(day, 'visitors', zones, [
      { table: 'visitors', ...make(['all'], variance(SHAPE.ages, SHAPE.genders), () => 1) },
      { table: 'visitors-by-age', ...make(AGE_BANDS, variance(1, SHAPE.genders), () => 1 / 7) },
      { table: 'visitors-by-gender', ...make(GENDERS, variance(SHAPE.ages, 1), () => 1 / 3) },
      { table: 'visitors-by-age-and-gender', ...make(AGES_AND_GENDERS, variance(1, 1), () => 1 / 21) },
    ]);
    yield release(day, 'dwell', zones, [{ table: 'dwell', ...make(DWELL_BINS, 1000, () => 1 / 6) }]);
    const near = (row: number, home: number) => 0.3 / (1 + Math.abs(row - home)) ** 1.5;
    yield release(day, 'origin', zones, [{ table: 'origin', ...make(zones, 1000, near) }]);
    yield flowsOf(day, size, (people) => noisy(people, 667));
  }
  for (const month of months) {
    const columns = [...FREQUENCY_BINS];
    const values = zones.flatMap((_, row) => columns.map((__, bin) => noisy((sizes[row]! * 5) / (bin + 1), 334)));
    yield release(month, 'frequency', zones, [{ table: 'frequency', columns, variance: 334, values }]);
  }
}

function flowsOf(day: Day, { regions, zones }: BenchSize, noisy: (people: number) => number): ReleaseArtefact {
  const rows = Array.from({ length: regions }, (_, number) => regionName(number));
  const columns = rows.flatMap((to) => DAY_PARTS.map((part) => `${to}/${part}`));
  const values = rows.flatMap((_, from) =>
    columns.map((__, column) => noisy((zones * 10) / (1 + Math.abs(from - column / 6)))),
  );
  return release(day, 'flows', rows, [{ table: 'flows', columns, variance: 667, values }]);
}

function release(
  period: Period,
  product: Product,
  zones: readonly ZoneId[],
  tables: readonly Omit<ReleasedTable, 'tau'>[],
): ReleaseArtefact {
  const unitsPerPerson = product === 'presence' ? 16 : 1;
  return {
    ...{ format: 'release/2', releaseId: randomUUID() as ReleaseId, market: MARKET, period, planId: PLAN_ID, product },
    ...{ purpose: 'place-statistics', methodVersion: '1', unitsPerPerson, zones: [...zones] },
    measurements: tables.map(({ table, variance }) => ({
      ...{ group: 'both', table, rho: '9/1000', sigmaSquared: Math.ceil(variance), tableSha256: 'a'.repeat(64) },
    })),
    tables: tables.map((table) => ({
      ...table,
      tau: tau(20 * unitsPerPerson, thresholdZ(table.values.length), Math.sqrt(table.variance)),
    })),
    extrapolation: {
      factors: zones.map(() => ({ factor: 10, variance: 0.001 })),
      ...{ strata: 'age-and-gender', panelMeasured: 60_000 },
    },
    locationError: { median: 0.04, p90: 0.11 },
    // Of the period alone: the loader checks the hash of what it reads, and nothing is read here.
    tableSha256: createHash('sha256').update(`${period}/${product}`).digest('hex'),
  };
}
