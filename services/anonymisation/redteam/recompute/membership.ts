import type { SuiteOutcome } from '../suite';
import { costOf, hideSmall, readVectors, type Vector, type Written } from './files';
import { differing, same, stated, valueOf, type Finding } from './findings';
import { area, hitsAt, phi, sum } from './statistics';

const RHO = 0.03;

/**
 * R1: a score Σ d·(released − known)/σ² of every world of `days.csv` and `releases.csv`, held against `scores.csv`; AUC from ranks; hits
 * at 1 %; ρ = Σ d²/2σ² of the target, which is what everybody is promised or less.
 */
export function recomputeMembership(written: Written, said: SuiteOutcome): Finding[] {
  const target = readVectors(written.csv('targets')).get('full')!;
  const known = written.csv('known').numbers('known');
  const score = (released: (figure: number) => number) =>
    sum(
      target.figures.map((figure, index) => {
        const residual = released(figure) - known[figure]!;
        return Number.isNaN(residual) ? 0 : (target.units[index]! * residual) / target.variances[index]!;
      }),
    );
  const attacks = readScores(written);
  const [days, releases] = [attacks.get('day')!, attacks.get('releases')!];
  const ofDays = scoreAgain(written, 'days', score);
  const ofReleases = scoreAgain(written, 'releases', score);
  const day = area(ofDays.in, ofDays.out);
  const half = ofDays.out.length >> 1;
  const areaOf = (attack: string) => area(attacks.get(attack)!.in, attacks.get(attack)!.out).value;
  const ofWeeks = attacks.get('week')!;
  return [
    ...stated(
      {
        raw: exactly(target, known, score, (value) => value),
        k20: exactly(target, known, score, hideSmall),
        passant: day.value,
        se: day.se,
        baseline: area(ofDays.out.slice(0, half), ofDays.out.slice(half)).value,
        passMark: phi(Math.sqrt(RHO)) + 3 * day.se,
        hundredfold: areaOf('hundredfold'),
      },
      said,
    ),
    differing('scores of days', [...ofDays.in, ...ofDays.out], [...days.in, ...days.out]),
    differing('scores of releases', [...ofReleases.in, ...ofReleases.out], [...releases.in, ...releases.out]),
    same('rho above the promise', Math.max(0, costOf(target) - RHO), 0),
    ...Object.entries({
      'full target, a week: AUC': areaOf('week'),
      'full target, whole releases through step 3: AUC': area(ofReleases.in, ofReleases.out).value,
      'full target with return visits, a day and the month: AUC': areaOf('withReturnVisits'),
      'average target, a day: AUC': areaOf('average'),
      'hits at 1 % false alarms, a day': hitsAt(ofDays.in, ofDays.out, 0.01),
      'hits at 1 % false alarms, a week': hitsAt(ofWeeks.in, ofWeeks.out, 0.01),
    }).map(([name, again]) => same(name, again, valueOf(said, name))),
  ];
}

interface Scores {
  readonly in: number[];
  readonly out: number[];
}

/** `scores.csv` by attack. */
export function readScores(written: Written): Map<string, Scores> {
  const attacks = new Map<string, Scores>();
  for (const { attack, member, score } of written.csv('scores').rows('attack', 'member', 'score')) {
    if (!attacks.has(attack)) attacks.set(attack, { in: [], out: [] });
    attacks.get(attack)![member === '1' ? 'in' : 'out'].push(Number(score));
  }
  return attacks;
}

/** Scores of a file of releases: `member`, then figures by their numbers (`f12`). */
function scoreAgain(written: Written, name: string, score: (released: (figure: number) => number) => number): Scores {
  const file = written.csv(name);
  const members = file.numbers('member');
  const at = new Map(file.header.map((column, index) => [Number(column.slice(1)), index]));
  const scores = file.lines.map((line) => score((figure) => Number(line[at.get(figure)!])));
  return {
    in: scores.filter((_, index) => members[index] === 1),
    out: scores.filter((_, index) => members[index] === 0),
  };
}

/** Without noise one world each way says it all. */
function exactly(
  { figures, units, unitsPerPerson }: Vector,
  known: readonly number[],
  score: (released: (figure: number) => number) => number,
  show: (value: number, unitsPerPerson: number) => number,
): number {
  const at = new Map(figures.map((figure, index) => [figure, index]));
  const world = (member: number) =>
    score((figure) => {
      const index = at.get(figure)!;
      return show(known[figure]! + member * units[index]!, unitsPerPerson[index]!);
    });
  return area([world(1)], [world(0)]).value;
}
