/** A home area that leaflets can be brought to. */
export interface Area {
  /** Visits from there; noisy, more than nothing. */
  readonly visits: number;
  /** Leaflets that serve all of it, more than none. */
  readonly leaflets: number;
}

/** A home area in the order in which it is served. */
export interface Served {
  /** Among the areas given. */
  readonly index: number;
  /** Of its households, between 0 and 1. */
  readonly share: number;
}

/**
 * All areas in the order of visits per leaflet, each with the share that the print run serves. Leaflets can be split, so this
 * is the fractional knapsack problem, for which that order reaches most visits with any number of leaflets (Dantzig 1957).
 */
export function planLeaflets(areas: readonly Area[], leaflets: number): Served[] {
  let left = leaflets;
  return [...areas.keys()]
    .sort((one, other) => rateOf(areas[other]!) - rateOf(areas[one]!) || one - other)
    .map((index) => {
      const { leaflets: needed } = areas[index]!;
      const given = Math.min(needed, left);
      left -= given;
      return { index, share: given / needed };
    });
}

const rateOf = ({ visits, leaflets }: Area): number => visits / leaflets;
