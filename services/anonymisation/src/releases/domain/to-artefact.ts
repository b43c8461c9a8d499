import type { MeasurementSummary, ReleaseArtefact, ReleasedTable } from '@passant/contracts';
import type { Release } from '../release';

/**
 * The release as insights loads it: a function of rows that never change, key by key in a fixed order, so that a repeat gives
 * the same bytes.
 */
export function toArtefact(
  release: Release,
  rows: {
    readonly measurements: readonly MeasurementSummary[];
    readonly zones: ReleaseArtefact['zones'];
    readonly tables: readonly ReleasedTable[];
  },
): ReleaseArtefact {
  const { extrapolation } = release;
  return {
    format: 'release/2',
    releaseId: release.releaseId,
    market: release.market,
    period: release.period,
    planId: release.planId,
    product: release.product,
    purpose: release.purpose,
    methodVersion: release.methodVersion,
    leastPeople: release.policy.leastPeople,
    measurements: [...rows.measurements],
    unitsPerPerson: release.unitsPerPerson,
    zones: rows.zones,
    tables: [...rows.tables],
    extrapolation: extrapolation && {
      factors: toRowFactors(extrapolation.factors, rows.zones.length),
      strata: extrapolation.strata,
      panelMeasured: extrapolation.panelMeasured,
    },
    locationError: release.locationError && {
      median: release.locationError.median,
      p90: release.locationError.p90,
    },
    ...(release.daysCounted !== null && { daysCounted: release.daysCounted }),
    tableSha256: release.tableSha256,
  };
}

/** Releases of the first method had one factor for all rows. */
const toRowFactors = (factors: NonNullable<Release['extrapolation']>['factors'], rows: number) =>
  factors.length === 1 ? Array.from({ length: rows }, () => factors[0]!) : factors;
