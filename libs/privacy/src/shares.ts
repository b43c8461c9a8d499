/** How much the share of a stratum differs between a zone and its city, as a standard deviation. Public, a parameter. */
export const SHARE_SPREAD = 0.03;

/**
 * The same for shares by home region, which differ far more: half of a district's visitors may live in its own region, which
 * holds a tenth of the city. Public, a parameter; chosen on simulated cities.
 */
export const HOME_SHARE_SPREAD = 0.1;

/** An error that moves the shares of several strata together, in proportion: a margin that is known with noise. */
export interface ShareError {
  readonly variance: number;
  /** The strata whose joint share it is. */
  readonly strata: readonly number[];
}

/** How a figure's people lie over strata: not negative, adding to 1. */
export interface Shares {
  readonly shares: readonly number[];
  readonly errors: readonly ShareError[];
}

/** Clips at 0 and scales to 1: post-processing of noisy figures (Dwork and Roth 2014, Proposition 2.1). Null where nothing is positive. */
export function toShares(values: readonly number[]): readonly number[] | null {
  const clipped = values.map((value) => Math.max(0, value));
  const total = clipped.reduce((sum, value) => sum + value, 0);
  return total > 0 ? clipped.map((value) => value / total) : null;
}

/**
 * The shares of a zone, shrunk to its city's by `w = 0.03² / (0.03² + (sd/n)²)` (or another spread): the posterior mean where zones differ
 * from their city by 0.03 and a zone's share is measured with sd/n (Efron and Morris 1973; anonymisation.md, step 3.6).
 * A large zone keeps its own shares; one that is mostly noise takes the city's. `values` are noisy figures by stratum,
 * `variance` that of one of them. The posterior variance `0.03²·(1 − w)` is each share's error.
 */
export function shrinkShares(
  { values, variance }: { readonly values: readonly number[]; readonly variance: number },
  city: readonly number[],
  spread = SHARE_SPREAD,
): Shares {
  if (values.length !== city.length || city.length === 0) throw new RangeError('zone and city need the same strata');
  if (!(variance >= 0)) throw new RangeError('a variance is not negative');
  const people = values.reduce((sum, value) => sum + value, 0);
  const prior = spread ** 2;
  const weight = people > 0 ? prior / (prior + variance / people ** 2) : 0;
  const mixed = city.map(
    (share, index) => (weight > 0 ? (weight * values[index]!) / people : 0) + (1 - weight) * share,
  );
  const shares = toShares(mixed);
  if (!shares) throw new RangeError('a city has shares that add to 1');
  return { shares, errors: shares.map((_, stratum) => ({ variance: prior * (1 - weight), strata: [stratum] })) };
}

/**
 * The same people's shares of something else, of which each stratum has so much (`weights`, not negative) where it had one: hours for visits. An error
 * that moves strata together moves as much more or less as they weigh (delta method; Holt and Smith 1979). The same where nothing weighs anything.
 */
export function reweighShares({ shares, errors }: Shares, weights: readonly number[]): Shares {
  if (weights.length !== shares.length) throw new RangeError('every stratum needs a weight');
  if (weights.some((weight) => !(weight >= 0))) throw new RangeError('a weight is not negative');
  const weighed = toShares(shares.map((share, index) => share * weights[index]!));
  if (!weighed) return { shares, errors };
  const mean = shares.reduce((sum, share, index) => sum + share * weights[index]!, 0);
  return {
    shares: weighed,
    errors: errors.map(({ variance, strata }) => {
      const mass = strata.reduce((sum, stratum) => sum + shares[stratum]!, 0);
      // Where nobody is, an error would move all of them alike.
      const weigh = (of: (stratum: number) => number) => strata.reduce((sum, one) => sum + of(one) * weights[one]!, 0);
      const weight = mass > 0 ? weigh((one) => shares[one]! / mass) : weigh(() => 1 / strata.length);
      return { variance: variance * (weight / mean) ** 2, strata };
    }),
  };
}

/** Some of the strata, numbered anew, with what of each error lies in them: the same for all figures of a table. */
export interface StrataPart {
  readonly indices: readonly number[];
  readonly errors: readonly {
    readonly error: number;
    /** As numbered in the part, and among all. */
    readonly strata: readonly number[];
    readonly moved: readonly number[];
  }[];
}

/** The part of strata that a figure of one age band, gender or home region stands for (domain estimation; Holt and Smith 1979). */
export function toStrataPart(indices: readonly number[], { errors }: Shares): StrataPart {
  const positions = new Map(indices.map((index, position) => [index, position]));
  const inside = errors.map(({ strata }, error) => ({
    error,
    strata: strata.flatMap((index) => positions.get(index) ?? []),
    moved: strata.filter((index) => positions.has(index)),
  }));
  return { indices, errors: inside.filter(({ strata }) => strata.length > 0) };
}

/** The mass that each error moves, among all strata (delta method; Holt and Smith 1979): found once a row, for all of its parts. */
export const massesOfErrors = (shares: Shares): readonly number[] =>
  shares.errors.map(({ strata }) => addShares(shares, strata));

/**
 * The same shares among some strata only, scaled to 1. An error that also moves strata outside brings in the part of it that
 * lies inside (delta method; Holt and Smith 1979). Null where nobody lies in them.
 */
export function sharesOfPart(all: Shares, part: StrataPart, masses = massesOfErrors(all)): Shares | null {
  const mass = addShares(all, part.indices);
  if (!(mass > 0)) return null;
  return {
    shares: part.indices.map((index) => all.shares[index]! / mass),
    errors: part.errors.map(({ error, strata, moved }) => {
      const inside = masses[error]! > 0 ? addShares(all, moved) / masses[error]! : 1;
      return { variance: (all.errors[error]!.variance * inside ** 2) / mass ** 2, strata };
    }),
  };
}

function addShares({ shares }: Shares, strata: readonly number[]): number {
  let sum = 0;
  for (const stratum of strata) sum += shares[stratum]!;
  return sum;
}
