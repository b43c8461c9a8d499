import { type Group, GROUPS, type MeasuredPanelSize, type MeasuredStrata } from '@passant/contracts';
import { measureTable, type RandomSource, rhoOf, TABLE_BOUNDS, toFractionText } from '@passant/privacy';
import type { ExactStrata } from './count-strata';

/** Daily: a person is in one group of presence: Δ² = 1, ρ = 1/2000 a subscriber-day. */
const DAILY = { sensitivitySquared: TABLE_BOUNDS['panel-total'].sensitivitySquared, sigmaSquared: 1000 };
/** Once a month: one stratum in each of three data kinds: Δ² = 3, ρ = 1/200 a subscriber-month. */
export const STRATA_NOISE = { sensitivitySquared: TABLE_BOUNDS['panel-strata'].sensitivitySquared, sigmaSquared: 300 };

/** What all strata of a month cost together, exactly. */
export const STRATA_RHO = toFractionText(rhoOf(STRATA_NOISE.sensitivitySquared, STRATA_NOISE.sigmaSquared));

/**
 * The measured sizes of a day's panel: presence, exact size plus discrete Gaussian noise for every group, those without anybody
 * included. To be drawn once, and to leave only in the transaction that writes them down.
 */
export function measureSizes(sizeOf: (group: Group) => number, source: RandomSource): MeasuredPanelSize[] {
  const { values, sigmaSquared, rho } = measureTable(GROUPS.map(sizeOf), DAILY, source);
  return GROUPS.map((group, index) => ({
    dataKind: 'presence',
    group,
    size: values[index]!,
    sigmaSquared,
    rho: toFractionText(rho),
  }));
}

/** The measured strata of a month: noise on every figure of all tables, empty ones included. Drawn once a market and month. */
export function measureStrata(strata: readonly ExactStrata[], source: RandomSource): MeasuredStrata['tables'] {
  const { values } = measureTable(
    strata.flatMap(({ sizes }) => sizes),
    STRATA_NOISE,
    source,
  );
  let start = 0;
  return strata.map(({ dataKind, group, sizes }) => {
    const own = values.slice(start, start + sizes.length);
    start += sizes.length;
    return { dataKind, group, sizes: own };
  });
}
