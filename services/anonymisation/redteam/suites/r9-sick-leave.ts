import { DEFAULT_POLICY, normalCdf, type Policy } from '@passant/privacy';
import { meanOf, proportion, type Estimated } from '../attacks/statistics';
import type { Sparse } from '../attacks/least-squares';
import type { Dice } from '../attacks/random';
import { cubeTable, sparseTable, type Recorder } from '../recorder';
import { atLeast, atMost, diceFor, type Arena, type Check, type Suite } from '../suite';
import {
  addPeople,
  costOf,
  cubeOf,
  difference,
  HUNDREDFOLD,
  measureFigures,
  partOf,
  suppressSmall,
  variancesOf,
  type Cube,
} from '../world/cube';
import { liveSickDays, type SickDays } from '../world/sick-days';

const SIZES = { full: { employees: 200, worlds: 20_000 }, quick: { employees: 50, worlds: 5_000 } };

/**
 * R9, the question this product exists to answer with no: an employer buys statistics and wonders whether somebody on sick leave was at
 * home all day, queued at a pharmacy, or sat long in a travel agency. It knows home, age, gender and everybody else's whole day, and
 * uses every product, the month's return visits too: the likelihood ratio over every figure of every table. Half of the days the employee was out, half at home;
 * the answer is advantage: hits minus false alarms.
 */
export const r9: Suite = {
  id: 'R9',
  title: 'the sick-leave question',
  async run(arena) {
    const form = SIZES[arena.quick ? 'quick' : 'full'];
    const size = { ...form, worlds: arena.size * form.worlds };
    const dice = diceFor(arena, 'R9');
    const scenes = await liveSickDays(arena.world, {
      employees: size.employees,
      seed: arena.seed,
      scratch: arena.scratch,
    });
    const { frame, products } = arena.world.cube;
    const cube = cubeOf(frame, [...products, 'frequency']);
    const variances = variancesOf(cube, DEFAULT_POLICY);
    const kept: Record<'days' | 'scores', (string | number)[][]> = { days: [], scores: [] };
    const answers = scenes.map((scene) => {
      const questions = questionsOf(scene, cube);
      const keeper = (attack: string): Pick<Asking, 'keep'> =>
        arena.recorder.keeps
          ? {
              keep({ question, out, released, ratio }) {
                const { target } = questions[question]!;
                kept.scores.push([attack, target, out ? 1 : 0, ratio]);
                if (attack === 'passant') kept.days.push([target, out ? 1 : 0, ...released]);
              },
            }
          : {};
      return {
        scene,
        questions,
        raw: askExactly(scene, { arena, cube }, false),
        k20: askExactly(scene, { arena, cube }, true),
        passant: ask(arena, {
          cube,
          dice,
          questions,
          policy: DEFAULT_POLICY,
          worlds: size.worlds,
          ...keeper('passant'),
        }),
        hundredfold: ask(arena, {
          ...{ cube, dice, questions, policy: HUNDREDFOLD, worlds: 4_000 },
          ...keeper('hundredfold'),
        }),
        control: ask(arena, {
          ...{ cube, dice, questions, policy: DEFAULT_POLICY, worlds: size.worlds, absent: true },
          ...keeper('control'),
        }),
        bound: boundOf(questions, variances),
      };
    });
    const vectors = answers.flatMap(({ questions }) =>
      questions.map(({ target, vector }) => [target, vector] as const),
    );
    await arena.recorder.writeCsv('R9', 'targets', sparseTable(cube, vectors, variances));
    await arena.recorder.writeCsv('R9', 'days', { header: ['target', 'out', 'figures'], rows: () => kept.days });
    await arena.recorder.writeCsv('R9', 'scores', {
      header: ['attack', 'target', 'out', 'score'],
      rows: () => kept.scores,
    });
    await recordLives(arena, { cube, scenes, variances });
    await arena.recorder.writeJson(
      'R9',
      'answers',
      answers.map(({ scene, questions: _, ...answer }) => ({ scene: scene.name, ...answer })),
    );
    const worst = answers.reduce((one, other) => (other.passant.value > one.passant.value ? other : one));
    const broken = answers.reduce((one, other) => (other.hundredfold.value > one.hundredfold.value ? other : one));
    return {
      measure: `advantage (hits − false alarms) of the better attack: ${worst.scene.name}`,
      raw: worst.raw,
      k20: worst.k20,
      passant: worst.passant.value,
      se: worst.passant.se,
      baseline: worst.control.value,
      passMark: worst.bound + 3 * worst.passant.se,
      positiveControl: {
        value: broken.hundredfold.value,
        broken: broken.hundredfold.value > broken.bound + 3 * broken.hundredfold.se,
      },
      checks: answers.flatMap(({ scene: { name }, raw, passant, bound, control }): Check[] => [
        atLeast(`${name}: raw counts: advantage`, raw, 0.9),
        atMost(`${name}: advantage`, passant.value, bound + 3 * passant.se, passant.se),
        atMost(
          `${name}: control group (not in the data): advantage`,
          Math.abs(control.value),
          3 * control.se,
          control.se,
        ),
      ]),
      notes: [
        ...answers.map(
          ({ scene: { name }, passant, bound }) =>
            `Published as the answer: ${name}: advantage ${passant.value.toFixed(3)} ± ${passant.se.toFixed(3)}, at most ${bound.toFixed(3)} by theory: ` +
            `the employer is right in ${(50 + 50 * passant.value).toFixed(1)} of 100 cases; a coin in 50.`,
        ),
        `Employees: ${scenes[0]!.days.map(({ person }) => person).join(' ')}.`,
      ],
    };
  },
};

/**
 * Who permits return visits is also in the month's table: a day more in a zone moves the person there from one bin to the next (here
 * from "1" to "2–3"). Figures of the daily tables keep their numbers: the month's lie behind them.
 */
function withReturnVisits(cube: Cube, vector: Sparse): Sparse {
  const [visitors, frequency] = [partOf(cube, 'visitors'), partOf(cube, 'frequency')];
  const figures = [...vector.figures];
  const units = [...vector.units];
  for (const [index, figure] of vector.figures.entries()) {
    const zone = figure - visitors.offset;
    if (zone < 0 || zone >= visitors.figures) continue;
    figures.push(frequency.offset + zone * frequency.columns, frequency.offset + zone * frequency.columns + 1);
    units.push(-vector.units[index]!, vector.units[index]!);
  }
  return { figures: Int32Array.from(figures), units: Int32Array.from(units) };
}

interface Question {
  /** Scene and employee, as files name them. */
  readonly target: string;
  readonly vector: Sparse;
}

const targetOf = ({ name }: SickDays, person: number): string => `${name.split(',')[0]!} ${person}`;

/** Of the employees whose day the outing changes. */
const questionsOf = (scene: SickDays, cube: Cube): Question[] =>
  scene.days
    .map(({ person, home, out }) => ({
      target: targetOf(scene, person),
      vector: withReturnVisits(cube, difference(out, home)),
    }))
    .filter(({ vector }) => vector.figures.length > 0);

/** Everybody's exact counts; of each employee the day that is in them, and both days of the question. */
async function recordLives(
  { recorder, world }: { readonly recorder: Recorder; readonly world: Arena['world'] },
  { cube, scenes, variances }: { cube: Cube; scenes: readonly SickDays[]; variances: Float64Array },
): Promise<void> {
  const { people } = world.days[0]!;
  const values = addPeople(new Float64Array(cube.figures), people);
  await recorder.writeCsv('R9', 'known', cubeTable(cube, variances, { column: 'known', values }));
  const lives = scenes.flatMap((scene) =>
    scene.days.flatMap(({ person, home, out }) =>
      Object.entries({ counted: people[person]!, home, out }).map(
        ([life, vector]) => [`${life} ${targetOf(scene, person)}`, vector] as const,
      ),
    ),
  );
  await recorder.writeCsv('R9', 'lives', sparseTable(cube, lives, variances));
}

/** Mean over the questions of `2Φ(√(ρ_q/2)) − 1`. */
const boundOf = (questions: readonly Question[], variances: Float64Array): number =>
  meanOf(questions.map(({ vector }) => 2 * normalCdf(Math.sqrt(costOf(vector, variances) / 2)) - 1)).value;

interface Asking {
  readonly cube: Cube;
  readonly dice: Dice;
  readonly questions: readonly Question[];
  readonly policy: Policy;
  readonly worlds: number;
  /** The employee is not in the data: the answer can only be a guess. */
  readonly absent?: boolean;
  readonly keep?: (day: { question: number; out: boolean; released: Float64Array; ratio: number }) => void;
}

/** Hits − false alarms over days of which half were spent out: "out" where it is the likelier, everything else known. */
function ask({ noise }: Arena, { cube, dice, questions, policy, worlds, absent, keep }: Asking): Estimated {
  const variances = variancesOf(cube, policy);
  const said = { out: 0, home: 0 };
  for (let day = 0; day < worlds; day += 1) {
    const out = day % 2 === 0;
    const question = dice.below(questions.length);
    const { figures, units } = questions[question]!.vector;
    const truth = Float64Array.from(units, (one) => (out && !absent ? one : 0));
    const released = measureFigures({ cube, figures, policy }, truth, noise);
    let ratio = 0;
    for (let index = 0; index < figures.length; index += 1) {
      const unit = units[index]!;
      ratio += (unit * (released[index]! - (absent ? 0 : unit / 2))) / variances[figures[index]!]!;
    }
    keep?.({ question, out, released, ratio });
    if (ratio > 0) said[out ? 'out' : 'home'] += 1;
  }
  const [hits, alarms] = [proportion(said.out, worlds / 2), proportion(said.home, worlds / 2)];
  return { value: hits.value - alarms.value, se: Math.hypot(hits.se, alarms.se) };
}

/** Advantage on exact counts, everybody else in them: how many of the days show at all. */
function askExactly(
  { days }: SickDays,
  { arena, cube }: { readonly arena: Arena; readonly cube: Cube },
  suppressed: boolean,
): number {
  const [day] = arena.world.days;
  const everybody = addPeople(new Float64Array(cube.figures), day!.people);
  const show = (counts: Float64Array) => (suppressed ? suppressSmall(cube, counts) : counts);
  const told = days.filter(({ person, home, out }) => {
    const others = addPeople(Float64Array.from(everybody), [day!.people[person]!], -1);
    const [atHome, away] = [home, out].map((one) => show(addPeople(Float64Array.from(others), [one])));
    return atHome!.some((value, figure) => !Object.is(value, away![figure]));
  });
  return told.length / days.length;
}
