import type { HomeColumns } from './table-domain';

/**
 * How much visits for one person of the panel differ between districts of a region, as a relative standard deviation: what of a
 * district's visits may not be taken for agreement. Public, a parameter; chosen on simulated cities (of 2, 3.5 and 5 % it errs least).
 */
export const VISITS_SPREAD = 0.02;

/** Noisy visits by zone and home zone, added over days: row after row, with the noise variance of one of them. */
export interface OriginTable {
  readonly values: readonly number[];
  readonly variance: number;
  readonly homes: HomeColumns;
}

/** What one home zone's people count for, against those of its whole region. */
export interface HomeEffect {
  /** Factor of the home zone over that of its region. */
  readonly ratio: number;
  readonly relativeVariance: number;
  /** Of people from several home zones: how much these differ, as a relative variance: what matters to figures that are mixed otherwise. */
  readonly spread?: number;
}

/** Everybody counts as the whole region does. */
export const NO_EFFECT: HomeEffect = { ratio: 1, relativeVariance: 0 };

/** Any of these home zones, where they are not told apart. */
export function anyOf(effects: readonly HomeEffect[]): HomeEffect {
  const mean = (valueOf: (effect: HomeEffect) => number) =>
    effects.reduce((sum, effect) => sum + valueOf(effect), 0) / Math.max(1, effects.length);
  const ratio = mean((effect) => effect.ratio);
  return { ratio, relativeVariance: mean((effect) => (effect.ratio - ratio) ** 2 + effect.relativeVariance) };
}

/**
 * How agreement differs between the home zones of a region, read from released visits by home and from public residents alone: a zone
 * whose people are seen half as often as others of its region has about half of them in the panel. Noise and `VISITS_SPREAD` are taken
 * off the spread that is seen (empirical Bayes; Efron and Morris 1973; method of moments), each zone is shrunk to its region by
 * it, and what stays unknown of each is its relative variance. Null where residents are unknown, or nothing is clear of its noise.
 */
export function findHomeEffects({ values, variance, homes }: OriginTable): readonly HomeEffect[] | null {
  const width = homes.ids.length;
  const zones = values.length / width;
  if (width === 0 || homes.residents.some((residents) => residents === null || residents <= 0)) return null;
  const seen = new Array<number>(width).fill(0);
  for (const [index, value] of values.entries()) seen[index % width]! += value;
  const [visits, residents] = [sumByRegion(homes, seen), sumByRegion(homes, homes.residents as number[])];
  const relative = homes.regions.map((region, home) => {
    const expected = (visits.get(region)! * homes.residents[home]!) / residents.get(region)!;
    // A region that is not clear of its noise tells nothing of its parts.
    if (expected <= 0 || visits.get(region)! ** 2 < 100 * variance * zones * width) return null;
    return { seen: seen[home]! / expected, variance: (variance * zones) / expected ** 2 + VISITS_SPREAD ** 2 };
  });
  const spread = findSpread(homes, relative);
  const agreement = relative.map((one) => {
    if (!one) return { share: 1, variance: spread };
    const weight = spread / (spread + one.variance);
    return { share: Math.max(0.1, 1 + weight * (one.seen - 1)), variance: spread * (1 - weight) };
  });
  const expected = sumByRegion(
    homes,
    agreement.map(({ share }, home) => share * homes.residents[home]!),
  );
  return agreement.map(({ share, variance: unknown }, home) => {
    const region = homes.regions[home]!;
    const mean = expected.get(region)! / residents.get(region)!;
    return { ratio: mean / share, relativeVariance: unknown / share ** 2 };
  });
}

interface Seen {
  readonly seen: number;
  readonly variance: number;
}

/** Variance of agreement between home zones of a region, relative to its mean; regions of one home zone tell nothing. */
function findSpread({ regions }: HomeColumns, relative: readonly (Seen | null)[]): number {
  const sizes = new Map<number, number>();
  for (const region of regions) sizes.set(region, (sizes.get(region) ?? 0) + 1);
  let [sum, weights] = [0, 0];
  for (const [home, one] of relative.entries()) {
    const size = sizes.get(regions[home]!)!;
    if (!one || size < 2) continue;
    // The region's mean was taken of the same figures: one degree of freedom a region.
    const weight = 1 / one.variance ** 2;
    sum += weight * ((size / (size - 1)) * (one.seen - 1) ** 2 - one.variance);
    weights += weight;
  }
  return weights > 0 ? Math.max(0, sum / weights) : 0;
}

/** Of one zone: the factor of its people over what their regions' factors say, by where they live; 1 where nobody is seen. */
export function effectOfRow(
  effects: readonly HomeEffect[],
  { values, homes }: OriginTable,
  zones: readonly number[],
): HomeEffect {
  const width = homes.ids.length;
  const visits = effects.map((_, home) =>
    Math.max(
      0,
      zones.reduce((sum, zone) => sum + values[zone * width + home]!, 0),
    ),
  );
  const all = visits.reduce((sum, value) => sum + value, 0);
  if (all <= 0) return NO_EFFECT;
  let [ratio, variance] = [0, 0];
  for (const [home, effect] of effects.entries()) {
    const part = (visits[home]! / all) * effect.ratio;
    ratio += part;
    variance += part ** 2 * effect.relativeVariance;
  }
  const spread = effects.reduce(
    (sum, effect, home) => sum + (visits[home]! / all) * (effect.ratio / ratio - 1) ** 2,
    0,
  );
  return { ratio, relativeVariance: variance / ratio ** 2, spread };
}

function sumByRegion({ regions }: HomeColumns, values: readonly number[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const [home, region] of regions.entries()) sums.set(region, (sums.get(region) ?? 0) + values[home]!);
  return sums;
}
