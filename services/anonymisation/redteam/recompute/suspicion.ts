import type { SuiteOutcome } from '../suite';
import { costOf, groupBy, hideSmall, readVectors, type Vector, type Written } from './files';
import { differing, same, stated, type Finding } from './findings';
import { phi, share, sum, type Estimate } from './statistics';

interface Day {
  readonly target: string;
  readonly out: number;
  readonly score: number;
}

/**
 * R9: of every day Σ d·(x − d/2)/σ² > 0 says out, x = released − known; hits − false alarms by scene, and 2Φ(√(ρ_q/2)) − 1 over its
 * questions. On exact counts, with and without suppression: of how many employees the tables of a day at home and of one out differ.
 */
export function recomputeSuspicion(written: Written, said: SuiteOutcome): Finding[] {
  const targets = readVectors(written.csv('targets'));
  const file = written.csv('days');
  const released = file.tails('figures');
  const days = file.rows('target', 'out').map(({ target, out }, index) => ({
    ...{ target, out: Number(out) },
    score: scoreOf(targets.get(target)!, released[index]!),
  }));
  const scores = written.csv('scores').rows('attack', 'target', 'out', 'score');
  const scoresOf = (attack: string): Day[] =>
    scores
      .filter((row) => row.attack === attack)
      .map(({ target, out, score }) => ({ target, out: Number(out), score: Number(score) }));
  const [passant, control, hundredfold] = [days, scoresOf('control'), scoresOf('hundredfold')].map(advantages);
  const exact = readExactly(written);
  const scenes = [...passant!].map(([scene, advantage]) => {
    const questions = [...targets].filter(([target]) => sceneOf(target) === scene);
    const bound = sum(questions.map(([, vector]) => 2 * phi(Math.sqrt(costOf(vector) / 2)) - 1)) / questions.length;
    return { scene, advantage, bound };
  });
  const worst = scenes.reduce((one, other) => (other.advantage.value > one.advantage.value ? other : one));
  const { raw, k20 } = exact.get(worst.scene)!;
  const { value, se } = worst.advantage;
  return [
    ...stated(
      {
        ...{ raw, k20, passant: value, se, baseline: control!.get(worst.scene)!.value },
        passMark: worst.bound + 3 * se,
        hundredfold: Math.max(...[...hundredfold!.values()].map((one) => one.value)),
      },
      said,
    ),
    differing(
      'scores of days',
      days.map(({ score }) => score),
      scoresOf('passant').map(({ score }) => score),
    ),
    ...scenes.map(({ scene, advantage }) => {
      const demand = said.checks.find(({ name }) => name.startsWith(scene) && name.split(': ').length === 2);
      return same(`${scene}: advantage`, advantage.value, demand?.value ?? NaN);
    }),
  ];
}

/** Without the number of the employee. */
const sceneOf = (target: string): string => target.slice(0, target.lastIndexOf(' '));

const scoreOf = ({ units, variances }: Vector, released: Float64Array): number =>
  sum(units.map((unit, index) => (unit * (released[index]! - unit / 2)) / variances[index]!));

/** By scene: hits − false alarms. */
function advantages(days: readonly Day[]): Map<string, Estimate> {
  return new Map(
    [...groupBy(days, ({ target }) => sceneOf(target))].map(([scene, list]) => {
      const saidOut = (out: number) => {
        const asked = list.filter((day) => day.out === out);
        return share(asked.filter(({ score }) => score > 0).length, asked.length);
      };
      const [hits, alarms] = [saidOut(1), saidOut(0)];
      return [scene, { value: hits.value - alarms.value, se: Math.hypot(hits.se, alarms.se) }];
    }),
  );
}

/** By scene the share of employees whose two days show in the exact tables, everybody else's known day in them. */
function readExactly(written: Written): Map<string, { raw: number; k20: number }> {
  const known = written.csv('known').numbers('known');
  const unitsPerPerson = written.csv('known').numbers('units_per_person');
  const lives = readVectors(written.csv('lives'));
  const asMap = (life: string) => {
    const vector = lives.get(life);
    return new Map(vector?.figures.map((figure, index) => [figure, vector.units[index]!]));
  };
  const targets = [...lives.keys()].filter((name) => name.startsWith('home ')).map((name) => name.slice(5));
  const shows = (target: string, show: (value: number, figure: number) => number) => {
    const [counted, home, out] = ['counted', 'home', 'out'].map((life) => asMap(`${life} ${target}`));
    return [...new Set([...home!.keys(), ...out!.keys()])].some((figure) => {
      const others = known[figure]! - (counted!.get(figure) ?? 0);
      const [atHome, away] = [home!, out!].map((life) => show(others + (life.get(figure) ?? 0), figure));
      return !Object.is(atHome, away);
    });
  };
  return new Map(
    [...groupBy(targets, sceneOf)].map(([scene, list]) => {
      const shareOf = (show: (value: number, figure: number) => number) =>
        list.filter((target) => shows(target, show)).length / list.length;
      return [
        scene,
        { raw: shareOf((value) => value), k20: shareOf((value, figure) => hideSmall(value, unitsPerPerson[figure]!)) },
      ];
    }),
  );
}
