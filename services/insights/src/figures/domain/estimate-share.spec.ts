import type { Part } from '@passant/privacy';
import fc from 'fast-check';
import { estimateShare, shareInterval, type ShareOf } from './estimate-share';

const FACTOR = 5;
const part = (panel: number, noise = 100, releaseId = 'monday'): Part => ({
  ...{ panel, panelNoise: noise, value: FACTOR * panel, valueNoise: FACTOR ** 2 * noise, releaseId },
  ...{ sampling: FACTOR ** 2 * Math.max(panel, 1) * (1 - 1 / FACTOR), factorError: 0.05 * panel },
});
/** A bin among bins with independent noise: the whole holds the noise of all of them. */
const toShare = (bins: readonly number[], bin: number): ShareOf => ({
  part: part(bins[bin]!),
  whole: part(
    bins.reduce((sum, one) => sum + one, 0),
    100 * bins.length,
  ),
  covariance: FACTOR ** 2 * 100,
  sameFactor: true,
});

/** A part with mixing: the same factor error in all, some of it how people are mixed. */
const mixed = (panel: number): Part => ({
  ...part(panel, 0),
  sampling: 0,
  factorError: 0.04 * panel,
  mixingError: 0.03 * panel,
});

/** Where nothing was selected. */
const FAR = { value: 1, variance: 1, tau: null };

describe('a share', () => {
  it('takes mixing as a part of the factor’s error, which cancels where both have the same, also of negative figures', () => {
    const whole = mixed(52 * 1_000);
    const moments = [
      Array.from({ length: 52 }, (_, zone) => ({
        part: mixed(zone % 2 ? 30 : -26),
        whole: mixed(1_000),
        covariance: 0,
        sameFactor: true,
      })),
    ];
    expect(estimateShare(moments)!.variance).toBeCloseTo(0, 15);
    // Of one negative part: what it adds to and what it is taken of are off in opposite directions.
    const one = estimateShare([[{ part: mixed(-100), whole, covariance: 0, sameFactor: false }]])!;
    expect(one.share).toBe(0);
    expect(one.variance).toBeCloseTo((0.05 * 100) ** 2 / (FACTOR * 52_000) ** 2, 15);
  });

  it('of all bins adds to one, and lies within its limits', () => {
    const bins = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        bins.filter((some) => some.some((one) => one > 0)),
        (some) => {
          const shares = some.map((_, bin) => estimateShare([[toShare(some, bin)]])!);
          expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
          for (const share of shares) {
            const { low, high } = shareInterval(share, { part: FAR, whole: FAR });
            expect(low >= 0 && high <= 1 && low <= share.share && share.share <= high).toBe(true);
          }
        },
      ),
    );
  });

  it('of everything has no error at all', () => {
    const whole = part(800);
    const all: ShareOf = { part: whole, whole, covariance: whole.valueNoise, sameFactor: true };
    expect(estimateShare([[all]])).toMatchObject({ share: 1, variance: 0 });
  });

  it('has the error of its noise: as simulated', () => {
    const [own, rest] = [300, 700];
    const spread = (count: number) => {
      const { share, variance } = estimateShare([
        [
          {
            ...{ part: { ...part(own), sampling: 0 }, covariance: FACTOR ** 2 * 100, sameFactor: true },
            whole: { ...part(own + rest, 200), sampling: 0 },
          },
        ],
      ])!;
      let [sum, squares] = [0, 0];
      for (let draw = 0; draw < count; draw += 1) {
        const [one, other] = [own + 10 * normal(draw, 1), rest + 10 * normal(draw, 2)];
        sum += one / (one + other) - share;
        squares += (one / (one + other) - share) ** 2;
      }
      return { variance, simulated: squares / count - (sum / count) ** 2 };
    };
    const { variance, simulated } = spread(20_000);
    expect(simulated / variance).toBeGreaterThan(0.95);
    expect(simulated / variance).toBeLessThan(1.05);
  });

  it('is none of nothing, or of less than nothing', () => {
    expect(estimateShare([])).toBeNull();
    expect(estimateShare([[toShare([-5, -3], 0)]])).toBeNull();
  });

  it('narrows over days, for their noise is independent', () => {
    const week = Array.from({ length: 7 }, () => [toShare([500, 500], 0)]);
    expect(estimateShare(week)!.variance).toBeLessThan(estimateShare(week.slice(0, 1))!.variance);
    expect(estimateShare(week)!.share).toBeCloseTo(0.5, 9);
  });
});

/** Box and Muller over a fixed sequence: the same numbers in every run. */
function normal(draw: number, stream: number): number {
  const uniform = (seed: number) => {
    const mixed = Math.sin(seed * 12.9898 + stream * 78.233) * 43_758.5453;
    return Math.min(1 - 1e-12, Math.max(1e-12, mixed - Math.floor(mixed)));
  };
  return Math.sqrt(-2 * Math.log(uniform(2 * draw + 1))) * Math.cos(2 * Math.PI * uniform(2 * draw + 2));
}
