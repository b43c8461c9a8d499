import type { FootprintContents } from './footprints';

/** Fewer people than this are published nowhere; their relative error says nothing. */
export const LEAST_PEOPLE_TOLD = 20;

/** `P(zone | cell)` by cell id; the number of zones stands for `outside`. */
export type CellRule = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** People by radio cell and hour: `hours[hour]` is the mean number during the hour. */
export type CellHours = ReadonlyMap<string, Float64Array>;

/** Relative errors over zone-hours of at least 20 people. */
export interface LocationErrors {
  readonly median: number;
  readonly p90: number;
  /** (people told − people there) / people there, over all zones and hours. */
  readonly bias: number;
  readonly zoneHours: number;
}

/** The product's own rule: the footprints of a plan. */
export function footprintRule({ cells, footprints }: FootprintContents): CellRule {
  return new Map(
    cells.map(({ cellId, footprint }) => {
      const { zones, probabilities } = footprints[footprint]!;
      return [cellId, new Map(zones.map((zone, index) => [zone, probabilities[index]!]))];
    }),
  );
}

/** Mean people by zone and hour, `presence[zone][hour]`, as a rule tells them from people by cell and hour. */
export function toPresence(rule: CellRule, cellHours: CellHours, zones: number): Float64Array[] {
  const hours = [...cellHours.values()][0]?.length ?? 0;
  const presence = Array.from({ length: zones }, () => new Float64Array(hours));
  for (const [cell, row] of cellHours) {
    for (const [zone, probability] of rule.get(cell) ?? []) {
      for (const [hour, people] of row.entries()) if (zone < zones) presence[zone]![hour]! += probability * people;
    }
  }
  return presence;
}

/**
 * Compares people by zone and hour with where they were. Undefined where no zone-hour has 20 people.
 * @param presence as told, by zone and hour
 * @param truth as it was, of the same zones and hours
 */
export function measureErrors(
  presence: readonly Float64Array[],
  truth: readonly Float64Array[],
): LocationErrors | undefined {
  const errors: number[] = [];
  let [told, there] = [0, 0];
  for (const [zone, hours] of truth.entries()) {
    for (const [hour, people] of hours.entries()) {
      const found = presence[zone]![hour] ?? 0;
      told += found;
      there += people;
      if (people >= LEAST_PEOPLE_TOLD) errors.push(Math.abs(found - people) / people);
    }
  }
  if (errors.length === 0) return undefined;
  errors.sort((a, b) => a - b);
  const quantile = (share: number) => errors[Math.floor(share * errors.length)]!;
  return { median: quantile(0.5), p90: quantile(0.9), bias: (told - there) / there, zoneHours: errors.length };
}
