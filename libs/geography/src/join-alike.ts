import { cosineOf, type Raster } from './find-overlaps';
import type { RadioCell } from './parse-cells';
import type { SectorShare } from './share-samples';
import type { SampleIndex } from './to-samples';

/** Layers of one direction of a site whose footprints are this much alike share one. */
const ALIKE_COSINE = 0.97;
/** Where a cell is thought to be that is the likely server nowhere: so far ahead of its antenna. */
const AHEAD_METRES = 200;

/** Cells that share a footprint, and its weight at each sample. */
export interface CellGroup {
  readonly cells: readonly RadioCell[];
  readonly weights: Raster;
}

/**
 * Footprints of sectors: where each is heard times how likely people are there, summing to one. Layers of one direction that come
 * out alike share the mean of their footprints.
 */
export function joinAlike(shares: readonly SectorShare[], prior: Float64Array, index: SampleIndex): CellGroup[] {
  const byDirection = new Map<string, { cells: RadioCell[]; first: Raster; weights: Map<number, number> }[]>();
  for (const share of shares) {
    const { sector } = share;
    const weights = weigh(share, prior, index);
    const key = [...sector.position, sector.azimuthDegrees, sector.beamWidthDegrees].join();
    const ofDirection = byDirection.get(key) ?? [];
    byDirection.set(key, ofDirection);
    const alike = ofDirection.find(({ first }) => cosineOf(first, weights) >= ALIKE_COSINE);
    if (alike) {
      alike.cells.push(...sector.cells);
      for (const [sample, weight] of weights) alike.weights.set(sample, (alike.weights.get(sample) ?? 0) + weight);
    } else {
      ofDirection.push({ cells: [...sector.cells], first: weights, weights: new Map(weights) });
    }
  }
  return [...byDirection.values()].flat();
}

function weigh({ sector, samples, probabilities }: SectorShare, prior: Float64Array, index: SampleIndex): Raster {
  const weights = samples.map((sample, at) => probabilities[at]! * prior[sample]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total > 0) return new Map(samples.map((sample, at) => [sample, weights[at]! / total]));
  const [x, y] = sector.position;
  const angle = ((sector.azimuthDegrees ?? 0) * Math.PI) / 180;
  const ahead = sector.azimuthDegrees === null ? 0 : AHEAD_METRES;
  return new Map([[index.findNearest([x + ahead * Math.sin(angle), y + ahead * Math.cos(angle)])[0]!, 1]]);
}
