import { DEFAULT_POLICY, normalCdf, type Policy } from '@passant/privacy';
import { solveBits, type Sparse } from '../attacks/least-squares';
import type { Dice } from '../attacks/random';
import { meanOf, proportion } from '../attacks/statistics';
import { cubeTable, everyFigure, sparseTable, wideTable } from '../recorder';
import { atLeast, atMost, diceFor, type Arena, type Suite } from '../suite';
import {
  addPeople,
  costOf,
  difference,
  HUNDREDFOLD,
  measureCube,
  suppressSmall,
  variancesOf,
  type Cube,
} from '../world/cube';
import { presentOn, type World } from '../world/world';

/** Planted bits, and how many of them in one release. */
const SIZES = { full: { bits: 20_000, together: 10 }, quick: { bits: 5_000, together: 50 } };

interface Bit {
  readonly person: number;
  /** What the cube differs by between the bit set and not. */
  readonly vector: Sparse;
}

/**
 * R7, reconstruction (Dinur and Nissim 2003): each target has a planted bit (which of two days of theirs was lived on the released
 * day). The attacker knows everybody else, both days of each target, and solves by weighted least squares over the whole cube for
 * the bits; rounds at a half. Several bits are planted in one release, so that one whole release through step 3 answers for many.
 */
export const r7: Suite = {
  id: 'R7',
  title: 'reconstruction of planted bits',
  onCheckIns: true,
  async run(arena) {
    const form = SIZES[arena.quick ? 'quick' : 'full'];
    const size = { ...form, bits: arena.size * form.bits };
    const dice = diceFor(arena, 'R7');
    const kept: [number[], Float64Array][] = [];
    const { recorder, world } = arena;
    const passant = reconstruct(arena, {
      ...size,
      policy: DEFAULT_POLICY,
      dice,
      ...(recorder.keeps && { keep: (released) => void kept.push([[kept.length], released]) }),
    });
    const hundredfold = reconstruct(arena, {
      bits: Math.min(2_000, size.bits),
      together: 10,
      policy: HUNDREDFOLD,
      dice,
    });
    const exact = reconstruct(arena, { ...size, dice });
    const suppressed = reconstruct(arena, { ...size, dice, suppress: true });
    const bound = boundOf(passant.bits, variancesOf(arena.world.cube, DEFAULT_POLICY));
    const rate = proportion(passant.right, passant.bits.length);
    const broken = proportion(hundredfold.right, hundredfold.bits.length);
    const brokenBound = boundOf(hundredfold.bits, variancesOf(arena.world.cube, DEFAULT_POLICY));
    const coin = proportion(passant.guessedBlind, passant.bits.length);
    const variances = variancesOf(world.cube, DEFAULT_POLICY);
    const vectors = candidatesOf(world).map(({ person, vector }) => [person, vector] as const);
    await recorder.writeCsv('R7', 'targets', sparseTable(world.cube, vectors, variances));
    const everybody = addPeople(new Float64Array(world.cube.figures), world.days[0]!.people);
    await recorder.writeCsv('R7', 'known', cubeTable(world.cube, variances, { column: 'known', values: everybody }));
    await recorder.writeCsv('R7', 'releases', wideTable(['number'], everyFigure(world.cube), kept));
    await recorder.writeCsv('R7', 'answers', {
      header: ['release', 'number', 'target', 'planted', 'solved', 'blind'],
      rows: () =>
        Object.entries({ passant, raw: exact, k20: suppressed, hundredfold }).flatMap(([name, { bits, answers }]) =>
          answers.map(({ release, ...answer }, index) => [
            ...[name, release, bits[index]!.person, answer.planted, answer.solved, answer.blind],
          ]),
        ),
    });
    return {
      measure: 'share of planted bits found',
      raw: exact.right / exact.bits.length,
      k20: suppressed.right / suppressed.bits.length,
      passant: rate.value,
      se: rate.se,
      baseline: coin.value,
      passMark: bound + 3 * rate.se,
      positiveControl: { value: broken.value, broken: broken.value > brokenBound + 3 * broken.se },
      checks: [
        atLeast('raw counts: bits found', exact.right / exact.bits.length, 0.99),
        atLeast('planted bits', passant.bits.length, 5_000),
        atMost('bits found', rate.value, bound + 3 * rate.se, rate.se),
        atMost(
          'control group (not in the data): bits found, away from a half',
          Math.abs(coin.value - 0.5),
          3 * coin.se,
          coin.se,
        ),
      ],
      notes: [
        `Mean of Φ(√(ρ_q/2)) over ${passant.bits.length} bits: ${bound.toFixed(4)}; mean ρ_q ${meanOf(passant.bits.map(({ vector }) => costOf(vector, variances))).value.toFixed(5)}.`,
      ],
    };
  },
};

interface Reconstruction {
  readonly bits: readonly Bit[];
  readonly right: number;
  /** Right answers about bits of people who are in no release: the control group. */
  readonly guessedBlind: number;
  /** By bit: `solved` is above a half where the attacker says 1; `blind` is a bit that was planted in no release. */
  readonly answers: readonly { release: number; planted: number; solved: number; blind: number }[];
}

interface Task {
  readonly bits: number;
  /** Bits planted in one release. */
  readonly together: number;
  readonly dice: Dice;
  /** Without one: exact counts. */
  readonly policy?: Policy;
  readonly suppress?: boolean;
  readonly keep?: (released: Float64Array) => void;
}

function reconstruct({ world, noise }: Pick<Arena, 'world' | 'noise'>, task: Task): Reconstruction {
  const { cube } = world;
  const candidates = candidatesOf(world);
  const everybody = addPeople(new Float64Array(cube.figures), world.days[0]!.people);
  const weights = variancesOf(cube, task.policy ?? DEFAULT_POLICY).map((variance) => 1 / variance);
  const bits: Bit[] = [];
  const answers: { release: number; planted: number; solved: number; blind: number }[] = [];
  let [right, guessedBlind] = [0, 0];
  while (bits.length < task.bits) {
    const chosen = task.dice.sample(candidates.length, task.together).map((index) => candidates[index]!);
    const planted = chosen.map(() => task.dice.below(2));
    const counts = addPeople(
      Float64Array.from(everybody),
      chosen.flatMap(({ vector }, index) => (planted[index] ? [vector] : [])),
    );
    const released = release(cube, counts, { ...task, noise });
    // Around a half of each bit, as far as is known beforehand: a bit has variance 1/4.
    const middle = Float64Array.from(everybody);
    for (const { vector } of chosen) {
      for (const [index, figure] of vector.figures.entries()) middle[figure]! += vector.units[index]! / 2;
    }
    const observed = released.map((value, figure) => (Number.isNaN(value) ? 0 : value - middle[figure]!));
    task.keep?.(released);
    const shown = weights.map((weight, figure) => (Number.isNaN(released[figure]!) ? 0 : weight));
    const vectors = chosen.map(({ vector }) => vector);
    const solved = solveBits(vectors, observed, { weights: shown, prior: task.policy ? 4 : 0 });
    for (const [index, bit] of planted.entries()) {
      // Around a half, as it is written: what adding that half rounds away is nobody's guess.
      const guess = solved[index]! + 0.5;
      const found = guess > 0.5 ? 1 : 0;
      if (found === bit) right += 1;
      // The same answer held against a bit that was planted in no release.
      const blind = task.dice.below(2);
      if (found === blind) guessedBlind += 1;
      answers.push({ release: bits.length / task.together, planted: bit, solved: guess, blind });
    }
    bits.push(...chosen);
  }
  return { bits, right, guessedBlind, answers };
}

function release(
  cube: Cube,
  counts: Float64Array,
  { policy, suppress, noise }: { policy?: Policy; suppress?: boolean; noise: Arena['noise'] },
): Float64Array {
  if (policy) return measureCube(cube, counts, policy, noise);
  return suppress ? suppressSmall(cube, counts) : counts;
}

/** People with two different days. */
function candidatesOf({ days: [first, second] }: World): Bit[] {
  return presentOn(first!)
    .map((person) => ({ person, vector: difference(second!.people[person]!, first!.people[person]!) }))
    .filter(({ vector }) => vector.figures.length > 0);
}

/** Mean over the bits of what the best attacker finds of one bit alone: Φ(√(ρ_q/2)). */
const boundOf = (bits: readonly Bit[], variances: Float64Array): number =>
  meanOf(bits.map(({ vector }) => normalCdf(Math.sqrt(costOf(vector, variances) / 2)))).value;
