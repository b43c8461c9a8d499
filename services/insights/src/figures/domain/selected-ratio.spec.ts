import {
  estimateTotal,
  normalTail,
  normalUpperQuantile,
  type Part,
  tau,
  thresholdZ,
  type Total,
} from '@passant/privacy';
import { estimateShare, shareInterval, type ShareOf } from './estimate-share';
import { isNearThreshold, productInterval, quotientInterval, selectedRatioInterval } from './selected-ratio';

const SD = 31.6;
const FIGURES = 378;
const TAU = tau(20, thresholdZ(FIGURES), SD);
/** Published figures of each case: a coverage of 95 % then has a standard error of 1 %. */
const DRAWS = 500;
const TRUTHS = [40, 60, 80, 100, 120, 150, 200, 300];

/** Uniform numbers, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** A noisy figure, as the ones are that reach `least`. */
const drawAbove = (uniform: () => number, truth: number, { sd, least }: { sd: number; least: number }): number =>
  truth + sd * normalUpperQuantile(uniform() * normalTail((least - truth) / sd));
const drawAny = (uniform: () => number, truth: number, sd: number): number =>
  truth + sd * normalUpperQuantile(uniform());

const toPart = (value: number, sd: number): Part => ({
  ...{ panel: value, panelNoise: sd ** 2, value, valueNoise: sd ** 2, sampling: 0, factorError: 0, releaseId: 'one' },
});
const toTotal = (part: Part): Total => estimateTotal([[part]], { leastPeople: 20, figures: FIGURES, scale: 1 });

/** How often what is answered holds the truth, among answers that are published. */
function cover(draw: (uniform: () => number) => { low: number; high: number } | null, truth: number): number {
  const uniform = seeded(3);
  let [covered, published] = [0, 0];
  while (published < DRAWS) {
    const limits = draw(uniform);
    if (!limits) continue;
    published += 1;
    if (limits.low <= truth && truth <= limits.high) covered += 1;
  }
  return covered / published;
}

/** A bin among four, with the whole as their sum. */
function drawShare(uniform: () => number, truth: number, rest: number) {
  const one = drawAbove(uniform, truth, { sd: SD, least: TAU });
  const others = drawAny(uniform, rest, SD * Math.sqrt(3));
  const [part, whole] = [toPart(one, SD), toPart(one + others, 2 * SD)];
  const of: ShareOf = { part, whole, covariance: SD ** 2, sameFactor: true };
  const seen = { part: toTotal(part), whole: toTotal(whole) };
  const share = estimateShare([[of]]);
  return seen.whole.published && share ? { share, seen, limits: shareInterval(share, seen) } : null;
}

describe('among published figures near their threshold, 95 % limits hold the truth in 95 % of cases', () => {
  it.each(TRUTHS)('of a share whose part is truly %d', (truth) => {
    expect(cover((uniform) => drawShare(uniform, truth, 2000)?.limits ?? null, truth / (truth + 2000))).toBeGreaterThan(
      0.93,
    );
  });

  it.each(TRUTHS)('of a share in a whole that is hardly published itself: %d', (truth) => {
    expect(cover((uniform) => drawShare(uniform, truth, 150)?.limits ?? null, truth / (truth + 150))).toBeGreaterThan(
      0.93,
    );
  });

  it.each(TRUTHS)('of presence times such a share: %d', (truth) => {
    const share = truth / (truth + 2000);
    for (const people of [80, 1000]) {
      const draw = (uniform: () => number) => {
        const drawn = drawShare(uniform, truth, 2000);
        const presence = toTotal(toPart(drawAbove(uniform, people, { sd: SD, least: TAU }), SD));
        return drawn && productInterval(presence, { value: drawn.share.share, ...drawn.limits });
      };
      expect(cover(draw, people * share)).toBeGreaterThan(0.93);
    }
  });

  it.each(TRUTHS)('of such a share over one that is well known: %d', (truth) => {
    const city = { value: 0.2, low: 0.198, high: 0.202 };
    const draw = (uniform: () => number) => {
      const drawn = drawShare(uniform, truth, 2000);
      return drawn && quotientInterval({ value: drawn.share.share, ...drawn.limits }, city);
    };
    expect(cover(draw, truth / (truth + 2000) / 0.2)).toBeGreaterThan(0.93);
  });

  it.each(TRUTHS.flatMap((truth) => [60, 150, 2000].map((base) => [truth, base])))(
    'of %d over %d at another time',
    (truth, base) => {
      const draw = (uniform: () => number) => {
        const [one, other] = [truth, base].map((people) =>
          toTotal(toPart(drawAbove(uniform, people, { sd: SD, least: TAU }), SD)),
        ) as [Total, Total];
        const { low, high } = selectedRatioInterval(
          { part: one, whole: other, covariance: 0 },
          (1000 * one.value) / other.value,
        );
        return { low, high: high ?? Infinity };
      };
      expect(cover(draw, truth / base)).toBeGreaterThan(0.93);
    },
  );
});

describe('limits of a ratio', () => {
  it('are those of the delta method, hardly wider, where both lie far above their thresholds', () => {
    const [part, whole] = [toPart(20 * SD, SD), toPart(200 * SD, 2 * SD)].map((one) => ({
      ...toTotal(one),
      tau: TAU,
    })) as [Total, Total];
    expect([isNearThreshold(part), isNearThreshold(whole)]).toEqual([false, false]);
    const share = estimateShare([
      [{ part: toPart(20 * SD, SD), whole: toPart(200 * SD, 2 * SD), covariance: SD ** 2, sameFactor: true }],
    ])!;
    const far = shareInterval(share, { part, whole });
    const selected = selectedRatioInterval({ part, whole, covariance: share.covariance }, 1);
    expect(selected.low / far.low).toBeCloseTo(1, 2);
    expect(selected.high! / far.high).toBeCloseTo(1, 2);
  });

  it('never leave the value out, and have no upper one where the whole may be nothing', () => {
    const at = (above: number) => toTotal(toPart(TAU + above, SD));
    const { low, high } = selectedRatioInterval({ part: at(5), whole: at(0.01), covariance: 0 }, 1000);
    expect(low).toBeLessThanOrEqual((TAU + 5) / (TAU + 0.01));
    expect(high).toBeNull();
  });
});
