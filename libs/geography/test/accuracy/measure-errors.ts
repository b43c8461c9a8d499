import type { CellHours } from './read-cell-hours';
import type { Rule } from './rule';

/** Fewer people than this are published nowhere; their relative error says nothing. */
const LEAST_PEOPLE = 20;

export interface Errors {
  readonly median: number;
  readonly p90: number;
  readonly zoneHours: number;
}

/** Mean people by zone and hour, as a rule tells them from people by cell and hour. */
export function toPresence(rule: Rule, cellHours: CellHours, zones: number): Float64Array[] {
  const hours = [...cellHours.values()][0]?.length ?? 0;
  const presence = Array.from({ length: zones }, () => new Float64Array(hours));
  for (const [cell, row] of cellHours) {
    for (const [zone, probability] of rule.get(cell) ?? []) {
      for (const [hour, people] of row.entries()) if (zone < zones) presence[zone]![hour]! += probability * people;
    }
  }
  return presence;
}

/** Relative errors over all zone-hours with at least 20 people. */
export function measureErrors(presence: readonly Float64Array[], truth: readonly Float64Array[]): Errors {
  const errors = truth.flatMap((hours, zone) =>
    [...hours].flatMap((people, hour) =>
      people >= LEAST_PEOPLE ? [Math.abs(presence[zone]![hour]! - people) / people] : [],
    ),
  );
  errors.sort((a, b) => a - b);
  const quantile = (share: number) => errors[Math.floor(share * errors.length)] ?? NaN;
  return { median: quantile(0.5), p90: quantile(0.9), zoneHours: errors.length };
}
