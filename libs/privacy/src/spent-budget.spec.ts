import { seededSource } from '../test/seeded-source';
import { measureTable, normalQuantile, rhoOf, toFractionNumber } from './index';

const RUNS = 1_000_000;
/** Somebody in both figures of a tiny domain: Δ² = 2. */
const SENSITIVITY_SQUARED = 2;
const SIGMA_SQUARED = 200;
/** Five standard errors: one false alarm in millions, and seeds are fixed. */
const Z = 5;

/** How often the best statistic (what the two figures hold above what is known) lies over a threshold in a million runs. */
function rateOver(thresholds: readonly number[], count: number, seed: number): number[] {
  const source = seededSource(seed);
  const over = thresholds.map(() => 0);
  for (let run = 0; run < RUNS; run += 1) {
    const { values } = measureTable(
      [count, count],
      { sensitivitySquared: SENSITIVITY_SQUARED, sigmaSquared: SIGMA_SQUARED },
      source,
    );
    const statistic = values[0]! + values[1]!;
    for (const [index, threshold] of thresholds.entries()) if (statistic > threshold) over[index]! += 1;
  }
  return over.map((hits) => hits / RUNS);
}

const standardError = (rate: number): number => Math.sqrt((rate * (1 - rate)) / RUNS);

/**
 * The budget that was really spent, from what can be seen: hits and false alarms of the best test give at least
 * μ ≥ Φ⁻¹(hits) − Φ⁻¹(false alarms), and ρ = μ²/2 (Dong, Roth, Su 2022).
 */
test('a million runs with and without somebody show the budget that the ledger says, and no more', () => {
  const thresholds = [-10, 1, 12];
  const without = rateOver(thresholds, 0, 11);
  const withSomebody = rateOver(thresholds, 1, 12);
  const rho = toFractionNumber(rhoOf(SENSITIVITY_SQUARED, SIGMA_SQUARED));
  for (const index of thresholds.keys()) {
    const [hits, alarms] = [withSomebody[index]!, without[index]!];
    const seen = (normalQuantile(hits) - normalQuantile(alarms)) ** 2 / 2;
    const least =
      (normalQuantile(hits - Z * standardError(hits)) - normalQuantile(alarms + Z * standardError(alarms))) ** 2 / 2;
    expect(least).toBeLessThanOrEqual(rho);
    // Too little noise would show itself: a lower bound far below would be a test that sees nothing.
    expect(least).toBeGreaterThan(0.6 * rho);
    expect(Math.abs(seen / rho - 1)).toBeLessThan(0.1);
  }
}, 120_000);

test('the same test sees a sigma that is a fifth too small', () => {
  const runs = 400_000;
  const source = seededSource(13);
  const [alarms, hits] = [0, 1].map((count) => {
    let over = 0;
    for (let run = 0; run < runs; run += 1) {
      const noise = { sensitivitySquared: SENSITIVITY_SQUARED, sigmaSquared: 0.64 * SIGMA_SQUARED };
      const { values } = measureTable([count, count], noise, source);
      if (values[0]! + values[1]! > 1) over += 1;
    }
    return over / runs;
  });
  const margin = Z * Math.sqrt(0.25 / runs);
  const least = (normalQuantile(hits! - margin) - normalQuantile(alarms! + margin)) ** 2 / 2;
  expect(least).toBeGreaterThan(toFractionNumber(rhoOf(SENSITIVITY_SQUARED, SIGMA_SQUARED)));
}, 120_000);
