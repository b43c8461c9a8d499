import type { SuiteOutcome } from '../suite';
import { costOf, groupBy, hideSmall, readVectors, type Vector, type Written } from './files';
import { differing, stated, valueOf, type Finding } from './findings';
import { solve } from './linear';
import { phi, share, sum } from './statistics';

/** A bit has variance 1/4: precision 4. */
const PRIOR = 4;

interface Answer {
  readonly release: string;
  readonly number: string;
  readonly target: string;
  readonly planted: number;
  readonly solved: number;
  readonly blind: number;
}

/**
 * R7: every release solved again by weighted least squares for its bits, by other means (Gaussian elimination); of exact counts and of
 * k = 20 the release is made here of what is known and what was planted. Shares that are right, and Φ(√(ρ_q/2)), ρ_q = Σ d²/2σ².
 */
export function recomputeReconstruction(written: Written, said: SuiteOutcome): Finding[] {
  const vectors = readVectors(written.csv('targets'));
  const known = Float64Array.from(written.csv('known').numbers('known'));
  const unitsPerPerson = written.csv('known').numbers('units_per_person');
  const releases = written.csv('releases').tails('f0');
  const answers = written
    .csv('answers')
    .rows('release', 'number', 'target', 'planted', 'solved', 'blind')
    .map((row) => ({ ...row, planted: Number(row.planted), solved: Number(row.solved), blind: Number(row.blind) }));
  const releaseOf = (release: string, number: string, bits: readonly Answer[]): Float64Array => {
    if (release === 'passant') return releases[Number(number)]!;
    const counts = Float64Array.from(known);
    for (const { target } of bits.filter(({ planted }) => planted === 1)) add(counts, vectors.get(target)!, 1);
    return release === 'raw' ? counts : counts.map((value, figure) => hideSmall(value, unitsPerPerson[figure]!));
  };
  const kept = answers.filter(({ release }) => release !== 'hundredfold');
  const solved = [...groupBy(kept, ({ release, number }) => `${release} ${number}`).values()].flatMap((bits) => {
    const { release, number } = bits[0]!;
    const people = bits.map(({ target }) => vectors.get(target)!);
    const found = solveBits(people, releaseOf(release, number, bits), {
      known,
      prior: release === 'passant' ? PRIOR : 0,
    });
    return bits.map((bit, index) => ({ ...bit, again: found[index]! }));
  });
  const rightOf = (release: string) => {
    const bits = solved.filter((bit) => bit.release === release);
    return share(bits.filter(({ again, planted }) => again > 0.5 === (planted === 1)).length, bits.length);
  };
  const undecided = solved.filter(({ release, again }) => release === 'raw' && Math.abs(again - 0.5) < 0.01).length;
  const passant = solved.filter(({ release }) => release === 'passant');
  const hundredfold = answers.filter(({ release }) => release === 'hundredfold');
  const [rate, suppressed] = [rightOf('passant'), rightOf('k20')];
  const bound = sum(passant.map(({ target }) => phi(Math.sqrt(costOf(vectors.get(target)!) / 2)))) / passant.length;
  const baseline = passant.filter(({ again, blind }) => again > 0.5 === (blind === 1)).length / passant.length;
  return [
    ...stated(
      {
        ...{ raw: rightOf('raw').value, k20: suppressed.value, passant: rate.value, se: rate.se, baseline },
        passMark: bound + 3 * rate.se,
        hundredfold: hundredfold.filter((bit) => bit.solved > 0.5 === (bit.planted === 1)).length / hundredfold.length,
      },
      said,
      // Where the days of two people differ alike, or all that a bit changes is hidden, rounding guesses.
      {
        raw: undecided / passant.length,
        k20: 3 * Math.hypot(suppressed.se, share(said.k20 * passant.length, passant.length).se),
      },
    ),
    differing(
      'solved bits',
      passant.map(({ again }) => again),
      passant.map((bit) => bit.solved),
    ),
    { ...{ name: 'planted bits', again: passant.length, said: valueOf(said, 'planted bits') }, within: 0 },
  ];
}

function add(counts: Float64Array, { figures, units }: Vector, factor: number): void {
  for (const [index, figure] of figures.entries()) counts[figure]! += factor * units[index]!;
}

/** Σ over figures of (released − known − Σ b·d)²/σ² + prior·(b − ½)², at its least. @returns each b */
function solveBits(
  vectors: readonly Vector[],
  released: Float64Array,
  { known, prior }: { known: Float64Array; prior: number },
): number[] {
  const observed = released.map((value, figure) => value - known[figure]!);
  for (const vector of vectors) add(observed, vector, -0.5);
  const matrix = vectors.map(() => new Float64Array(vectors.length));
  const right = new Float64Array(vectors.length);
  const weights = new Float64Array(released.length);
  for (const [row, { figures, units, variances }] of vectors.entries()) {
    for (const [index, figure] of figures.entries()) {
      if (Number.isNaN(released[figure]!)) continue;
      weights[figure] = units[index]! / variances[index]!;
      right[row]! += weights[figure] * observed[figure]!;
    }
    for (let column = 0; column <= row; column += 1) {
      const other = vectors[column]!;
      let product = 0;
      for (let index = 0; index < other.figures.length; index += 1)
        product += weights[other.figures[index]!]! * other.units[index]!;
      matrix[row]![column] = product;
      matrix[column]![row] = product;
    }
    matrix[row]![row]! += prior + 1e-12;
    for (const figure of figures) weights[figure] = 0;
  }
  return Array.from(solve(matrix, right), (bit) => bit + 0.5);
}
