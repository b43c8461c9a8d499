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
    /** Which of the release's factors each row has; null: one each. */
    readonly factorOfRow: readonly number[] | null;
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
      factors: toRowFactors(extrapolation.factors, rows),
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
function toRowFactors(
  factors: NonNullable<Release['extrapolation']>['factors'],
  { zones, factorOfRow }: { readonly zones: readonly unknown[]; readonly factorOfRow: readonly number[] | null },
): NonNullable<ReleaseArtefact['extrapolation']>['factors'] {
  if (factorOfRow) return factorOfRow.map((one) => factors[one]!);
  return factors.length === 1 ? zones.map(() => factors[0]!) : factors;
}
