import { releaseArtefactSchema, type MeasurementSummary, type ReleaseArtefact, type ZoneId } from '@passant/contracts';
import type { NoisyTable, Released } from '@passant/privacy';
import type { Release } from '../release';

/**
 * The release as insights loads it: a function of rows that never change, key by key in a fixed order, so that a repeat gives
 * the same bytes.
 */
export function toArtefact(
  release: Release,
  rows: {
    readonly table: Released<NoisyTable>;
    readonly measurements: readonly MeasurementSummary[];
    readonly zones: readonly ZoneId[];
    readonly columns: readonly string[];
  },
): ReleaseArtefact {
  return releaseArtefactSchema.parse({
    format: 'release/1',
    releaseId: release.releaseId,
    market: release.market,
    day: release.day,
    planId: release.planId,
    product: release.product,
    purpose: release.purpose,
    methodVersion: release.methodVersion,
    measurements: rows.measurements,
    unitsPerPerson: release.unitsPerPerson,
    sigmaSquared: release.sigmaSquared,
    tau: release.tau,
    extrapolation: release.extrapolation,
    zones: rows.zones,
    columns: rows.columns,
    values: rows.table.values,
    tableSha256: release.tableSha256,
  });
}
