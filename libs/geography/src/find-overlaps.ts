/** Two footprints overlap when the cosine of their rasters is at least this (anonymisation, step 2). */
export const LEAST_COSINE = 0.02;

/** A footprint on a raster: number of the raster's cell → density of probability, in any unit. */
export type Raster = ReadonlyMap<number, number>;

/** Pairs of rasters (lower number first, sorted) with a cosine of at least 0.02. */
export function findOverlaps(rasters: readonly Raster[]): [number, number][] {
  const norms = rasters.map(normOf);
  const byCell = new Map<number, [number, number][]>();
  for (const [number, raster] of rasters.entries()) {
    for (const [cell, density] of raster) {
      const entries = byCell.get(cell);
      if (entries) entries.push([number, density]);
      else byCell.set(cell, [[number, density]]);
    }
  }
  const pairs: [number, number][] = [];
  for (const [a, raster] of rasters.entries()) {
    const products = new Map<number, number>();
    for (const [cell, density] of raster) {
      for (const [b, other] of byCell.get(cell)!) {
        if (b > a) products.set(b, (products.get(b) ?? 0) + density * other);
      }
    }
    for (const [b, product] of products) if (product >= LEAST_COSINE * norms[a]! * norms[b]!) pairs.push([a, b]);
  }
  return pairs.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

export function cosineOf(a: Raster, b: Raster): number {
  let product = 0;
  for (const [cell, density] of a) product += density * (b.get(cell) ?? 0);
  return product === 0 ? 0 : product / (normOf(a) * normOf(b));
}

function normOf(raster: Raster): number {
  let squares = 0;
  for (const density of raster.values()) squares += density * density;
  return Math.sqrt(squares);
}
