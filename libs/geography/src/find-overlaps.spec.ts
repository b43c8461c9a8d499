import { findOverlaps, LEAST_COSINE, type Raster } from './find-overlaps';

/** The same density on so many raster cells from 0 on. */
const evenly = (cells: number): Raster => new Map(Array.from({ length: cells }, (_, cell) => [cell, 1]));

describe('two footprints', () => {
  // A footprint of one raster cell and one of n, which holds it: the cosine is 1/√n, at 2,500 exactly 0.02.
  test.each([
    ['overlap just above a cosine of 0.02', 2_499, true],
    ['overlap at 0.02', 2_500, true],
    ['do not overlap just below', 2_501, false],
  ])('%s', (_, cells, overlap) => {
    expect(1 / Math.sqrt(cells) >= LEAST_COSINE).toBe(overlap);
    expect(findOverlaps([evenly(1), evenly(cells)])).toEqual(overlap ? [[0, 1]] : []);
  });
});
