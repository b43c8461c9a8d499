import { DEFAULT_POLICY, type Policy, type RandomSource } from '@passant/privacy';
import type { Sparse } from '../attacks/least-squares';
import { areaUnderCurve, type Estimated } from '../attacks/statistics';
import { addPeople, measureCube, measureFigures, suppressSmall, variancesOf, type Cube } from '../world/cube';

/** Scores of worlds with the target and of worlds without. */
export interface Scores {
  readonly in: Float64Array;
  readonly out: Float64Array;
}

export const areaOf = (scores: Scores): Estimated => areaUnderCurve(scores.in, scores.out);

/** What the attacker knows of the target, and under which policy it is measured. */
export interface Question {
  readonly cube: Cube;
  /** What the target adds. */
  readonly target: Sparse;
  /** Everybody else, exactly. */
  readonly known: Float64Array;
  readonly policy: Policy;
}

/** Where noise comes from, and who wants to see each release (of many worlds: the touched figures; else all). */
export interface Drawing {
  readonly noise: RandomSource;
  readonly keep?: (released: ArrayLike<number>, member: 0 | 1) => void;
}

/** `Σ d·(released − known)/σ²` over chosen figures. */
export function likelihoodRatio(
  target: Sparse,
  residuals: (figure: number) => number,
  variances: Float64Array,
): number {
  let score = 0;
  for (let index = 0; index < target.figures.length; index += 1) {
    const figure = target.figures[index]!;
    const residual = residuals(figure);
    // A suppressed figure says nothing.
    if (!Number.isNaN(residual)) score += (target.units[index]! * residual) / variances[figure]!;
  }
  return score;
}

/**
 * `worlds` releases of `days` days with the target and as many without, each scored over all its days. Drawn are the figures that the
 * target touches (and for single days as many others, which must not matter): the rest has weight 0 and independent noise.
 */
export function scoreWorlds(
  question: Question,
  size: { worlds: number; days?: number },
  { noise, keep }: Drawing,
): Scores {
  const { cube, target, known, policy } = question;
  const variances = variancesOf(cube, policy);
  const drawn = (size.days ?? 1) === 1 ? withOthers(target.figures, cube.figures) : target.figures;
  const base = Float64Array.from(drawn, (figure) => known[figure]!);
  const present = Float64Array.from(base);
  const at = new Map(Array.from(drawn, (figure, index) => [figure, index]));
  const positions = Int32Array.from(target.figures, (figure) => at.get(figure)!);
  for (let index = 0; index < positions.length; index += 1) present[positions[index]!]! += target.units[index]!;
  const weights = Float64Array.from(target.units, (units, index) => units / variances[target.figures[index]!]!);
  const scoreOnce = (counts: Float64Array): number => {
    const released = measureFigures({ cube, figures: drawn, policy }, counts, noise);
    let score = 0;
    for (let index = 0; index < positions.length; index += 1) {
      const position = positions[index]!;
      score += weights[index]! * (released[position]! - base[position]!);
    }
    keep?.(
      positions.map((position) => released[position]!),
      counts === present ? 1 : 0,
    );
    return score;
  };
  const score = (counts: Float64Array) =>
    Float64Array.from({ length: size.worlds }, () => {
      let sum = 0;
      for (let day = 0; day < (size.days ?? 1); day += 1) sum += scoreOnce(counts);
      return sum;
    });
  return { in: score(present), out: score(base) };
}

/** The same over whole releases: every figure of every table through step 3 itself. */
export function scoreReleases(question: Question, releases: number, { noise, keep }: Drawing): Scores {
  const { cube, target, known, policy } = question;
  const variances = variancesOf(cube, policy);
  const present = addPeople(Float64Array.from(known), [target]);
  const score = (counts: Float64Array, member: 0 | 1) =>
    Float64Array.from({ length: releases }, () => {
      const released = measureCube(cube, counts, policy, noise);
      keep?.(released, member);
      return likelihoodRatio(target, (figure) => released[figure]! - known[figure]!, variances);
    });
  return { in: score(present, 1), out: score(known, 0) };
}

/** The same on exact counts and on counts with suppression: without noise one world each way says it all. */
export function scoreExactly({ cube, target, known }: Question): { readonly raw: number; readonly k20: number } {
  const variances = variancesOf(cube, DEFAULT_POLICY);
  const present = addPeople(Float64Array.from(known), [target]);
  const area = (show: (counts: Float64Array) => Float64Array) => {
    const [shownIn, shownOut] = [show(present), show(known)];
    const score = (shown: Float64Array) =>
      likelihoodRatio(target, (figure) => shown[figure]! - known[figure]!, variances);
    return areaUnderCurve([score(shownIn)], [score(shownOut)]).value;
  };
  return { raw: area((counts) => counts), k20: area((counts) => suppressSmall(cube, counts)) };
}

/** The touched figures and as many untouched ones, spread over the cube, ascending. */
function withOthers(touched: Int32Array, figures: number): Int32Array {
  const chosen = new Set(touched);
  const step = Math.max(1, Math.floor(figures / (2 * touched.length)));
  for (let figure = 0; figure < figures && chosen.size < 2 * touched.length; figure += step) chosen.add(figure);
  return Int32Array.from(chosen).sort();
}
