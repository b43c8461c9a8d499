import { aucBound, DEFAULT_POLICY, type Policy } from '@passant/privacy';
import { scoreLogistic, trainLogistic } from '../attacks/logistic-regression';
import type { Dice } from '../attacks/random';
import { areaUnderCurve, meanOf } from '../attacks/statistics';
import { cubeTable, everyFigure, sparseTable, wideTable } from '../recorder';
import { atLeast, atLeastWithin3, atMostWithin3, diceFor, type Arena, type Suite } from '../suite';
import { addPeople, measureCube, suppressSmall, variancesOf, type Cube } from '../world/cube';
import { presentOn } from '../world/world';
import { tableSums, touchedBy, type TouchedFigures } from './touched-figures';

const RHO = 0.03;
/** Members of an aggregate: few, which is in the attacker's favour. */
const MEMBERS = 60;
const SIZES = {
  full: { targets: 50, releases: 200, shadows: 100 },
  quick: { targets: 10, releases: 30, shadows: 80 },
};
const RIDGE = 0.01;
const RELEASES = { raw: null, k20: 'suppress', passant: DEFAULT_POLICY } as const;
type ReleaseName = keyof typeof RELEASES;
const NAMES = Object.keys(RELEASES) as ReleaseName[];

/** Figures of a release as an attacker reads them (suppressed: 0), and how noisy each table is. */
interface Seen {
  readonly figures: Float64Array;
  readonly policy: Policy | null;
}

/**
 * R3, membership without auxiliary data (Guan, Guépin, Creţu, de Montjoye, PoPETs 2024): the attacker has one release and the target's
 * trace, nothing about others. From the release's own marginals (how much falls into each row and column of each table) synthetic people
 * are drawn, shadow aggregates made of them with and without the target (with noise of the known σ² where there is noise), logistic
 * regression trained on these and asked about the release itself.
 *
 * Synthetic people fall into each figure independently, so that sums over them are Poisson around the marginals.
 */
export const r3: Suite = {
  id: 'R3',
  title: 'zero-auxiliary membership',
  onCheckIns: true,
  async run(arena) {
    const form = SIZES[arena.quick ? 'quick' : 'full'];
    const size = { ...form, targets: arena.size * form.targets };
    const dice = diceFor(arena, 'R3');
    const { cube, days } = arena.world;
    const { people } = days[0]!;
    const pool = presentOn(days[0]!);
    const targets = dice.sample(pool.length, size.targets).map((index) => pool[index]!);
    const isTarget = new Set(targets);
    const others = pool.filter((person) => !isTarget.has(person));
    const scores = Object.fromEntries(
      NAMES.map((name) => [name, targets.map(() => ({ in: [] as number[], out: [] as number[] }))]),
    );
    const released: [(string | number)[], Float64Array][] = [];
    const asked: (string | number)[][] = [];
    for (let release = 0; release < size.releases; release += 1) {
      const members = dice.sample(others.length, MEMBERS - 1).map((index) => people[others[index]!]!);
      const counts = addPeople(new Float64Array(cube.figures), members);
      // Each release is asked about every target, half of the time with the target in it. Noise is drawn once for both: it adds.
      for (const name of NAMES) {
        const seen = show(arena, counts, RELEASES[name]);
        if (name !== 'k20' && arena.recorder.keeps) released.push([[name, release], seen.figures]);
        const marginals = marginalsOf(cube, seen.figures);
        for (const [index, person] of targets.entries()) {
          const member = (release + index) % 2 === 1;
          const touched = touchedBy(cube, people[person]!);
          const figures = touchedFigures(arena, { touched, counts, seen, member });
          const score = attack({ cube, touched, marginals, policy: seen.policy }, figures, {
            dice,
            shadows: size.shadows,
          });
          scores[name]![index]![member ? 'in' : 'out'].push(score);
          asked.push([name, release, person, member ? 1 : 0, score]);
        }
      }
    }
    const mean = (name: ReleaseName) => meanOf(scores[name]!.map((one) => areaUnderCurve(one.in, one.out).value));
    const [raw, k20, passant] = NAMES.map(mean);
    const control = meanOf(
      scores.passant!.map(
        ({ out }) =>
          areaUnderCurve(
            out.filter((_, i) => i % 2 === 0),
            out.filter((_, i) => i % 2 === 1),
          ).value,
      ),
    );
    const variances = variancesOf(cube, DEFAULT_POLICY);
    const vectors = targets.map((one) => [one, people[one]!] as const);
    await arena.recorder.writeCsv('R3', 'targets', sparseTable(cube, vectors, variances));
    await arena.recorder.writeCsv('R3', 'figures', cubeTable(cube, variances));
    await arena.recorder.writeCsv('R3', 'releases', wideTable(['release', 'number'], everyFigure(cube), released));
    await arena.recorder.writeCsv('R3', 'asked', {
      header: ['release', 'number', 'target', 'member', 'score'],
      rows: () => asked,
    });
    const bound = aucBound(RHO);
    return {
      measure: `mean AUC over ${size.targets} targets, aggregates of ${MEMBERS}`,
      raw: raw!.value,
      k20: k20!.value,
      passant: passant!.value,
      se: passant!.se,
      baseline: control.value,
      passMark: bound + 3 * passant!.se,
      checks: [
        atLeast('raw counts: mean AUC', raw!.value, 0.7, raw!.se),
        atMostWithin3('mean AUC', passant!, bound),
        atMostWithin3('control group (not in the data): mean AUC', control, 0.5),
        atLeastWithin3('control group: mean AUC, not below', control, 0.5),
      ],
      notes: [
        `${size.releases} releases a target, ${size.shadows} shadow aggregates a release.`,
        `Targets: ${targets.join(' ')}.`,
      ],
    };
  },
};

function show({ world: { cube }, noise }: Arena, counts: Float64Array, how: Policy | 'suppress' | null): Seen {
  if (how === null) return { figures: counts, policy: null };
  if (how === 'suppress') return { figures: suppressSmall(cube, counts), policy: null };
  return { figures: measureCube(cube, counts, how, noise), policy: how };
}

/** The touched figures of the release that is asked about: with the target added where it is a member. */
function touchedFigures(
  { world: { cube } }: Arena,
  { touched, counts, seen, member }: { touched: TouchedFigures; counts: Float64Array; seen: Seen; member: boolean },
): Float64Array {
  return Float64Array.from(touched.figures, (figure, index) => {
    const added = member ? touched.units[index]! : 0;
    // Noise adds to whatever the count is; suppression is decided anew.
    if (seen.policy) return seen.figures[figure]! + added;
    const part = cube.parts[touched.partOf[index]!]!;
    const value = counts[figure]! + added;
    return seen.figures === counts || value >= 20 * part.unitsPerPerson ? value : 0;
  });
}

/** For each figure what its row's and column's shares of the table say: λ = total · row share · column share, in units. */
function marginalsOf(cube: Cube, figures: Float64Array): Float64Array {
  const expected = new Float64Array(cube.figures);
  for (const { offset, figures: length, columns } of cube.parts) {
    const [rowSums, columnSums] = [new Float64Array(length / columns), new Float64Array(columns)];
    for (let index = 0; index < length; index += 1) {
      const value = figures[offset + index]!;
      if (Number.isNaN(value)) continue;
      rowSums[Math.floor(index / columns)]! += value;
      columnSums[index % columns]! += value;
    }
    // Below zero there is only noise.
    const [rows, others] = [rowSums.map((sum) => Math.max(0, sum)), columnSums.map((sum) => Math.max(0, sum))];
    const total = Math.max(
      1,
      rows.reduce((sum, value) => sum + value, 0),
    );
    for (let index = 0; index < length; index += 1) {
      expected[offset + index] = (rows[Math.floor(index / columns)]! * others[index % columns]!) / total;
    }
  }
  return expected;
}

function attack(
  {
    cube,
    touched,
    marginals,
    policy,
  }: { cube: Cube; touched: TouchedFigures; marginals: Float64Array; policy: Policy | null },
  asked: Float64Array,
  { dice, shadows }: { dice: Dice; shadows: number },
): number {
  const { figures, units, partOf } = touched;
  const deviations = policy ? Float64Array.from(sqrtVariances(cube, policy)) : null;
  const counts = new Float64Array(shadows * figures.length);
  const labels = Uint8Array.from({ length: shadows }, (_, row) => row % 2);
  for (let row = 0; row < shadows; row += 1) {
    for (let index = 0; index < figures.length; index += 1) {
      const part = partOf[index]!;
      const { unitsPerPerson } = cube.parts[part]!;
      const people = dice.poisson(Math.max(0.01, marginals[figures[index]!]! / unitsPerPerson));
      const value = people * unitsPerPerson + (labels[row] ? units[index]! : 0);
      counts[row * figures.length + index] = deviations ? value + deviations[part]! * dice.normal() : value;
    }
  }
  const model = trainLogistic(tableSums(cube, touched, counts), labels, RIDGE);
  return scoreLogistic(model, tableSums(cube, touched, asked))[0]!;
}

const sqrtVariances = (cube: Cube, policy: Policy): number[] => {
  const variances = variancesOf(cube, policy);
  return cube.parts.map(({ offset }) => Math.sqrt(variances[offset]!));
};
