import type { SuiteOutcome } from '../suite';
import type { Written } from './files';
import { differing, same, stated, valueOf, type Finding } from './findings';
import { mean, sum } from './statistics';

interface Release {
  readonly unitsPerPerson: number;
  readonly rows: readonly string[];
  readonly tables: readonly {
    readonly table: string;
    readonly columns: readonly unknown[];
    readonly values: readonly number[];
  }[];
}

interface Fresh {
  readonly truth: number;
  readonly unitsPerPerson: number;
  readonly queries: number;
  readonly ofFirst: readonly number[];
  readonly first: readonly number[];
  readonly mean: readonly number[];
}

/**
 * R6: the answer from the release (mean people of every third zone over the day), and how many different ones were given; of fresh noise
 * the different answers to one attacker, and how far the mean of all is off against one.
 */
export function recomputeAveraging(written: Written, said: SuiteOutcome): Finding[] {
  const answers = written.csv('answers').rows('questions', 'answer');
  const fresh = written.json<Fresh>('fresh');
  const again = answerFrom(written.json<Release>('release')).toPrecision(9);
  const distinct = (questions: RegExp) =>
    new Set(answers.filter((one) => questions.test(one.questions)).map(({ answer }) => answer)).size;
  const ratio = (errorOf(fresh.mean, fresh) / errorOf(fresh.first, fresh)) * Math.sqrt(fresh.queries);
  return [
    ...stated(
      { ...{ raw: new Set(fresh.ofFirst).size, k20: 1, passant: distinct(/./), baseline: 1, se: 0, passMark: 1 } },
      said,
    ),
    same('answers', answers.length, 2_000),
    same('identical questions', distinct(/^identical$/), valueOf(said, 'distinct answers, identical questions')),
    differing(
      'answers',
      answers.map(({ answer }) => Number(answer)),
      answers.map(() => Number(again)),
    ),
    same('first attacker: mean', sum(fresh.ofFirst) / fresh.queries, fresh.mean[0]!),
    same('fresh noise', ratio, valueOf(said, 'fresh noise: error falls as 1/√n (ratio to that)')),
  ];
}

function answerFrom({ tables, rows, unitsPerPerson }: Release): number {
  const { columns, values } = tables.find(({ table }) => table === 'presence')!;
  const zones = [...rows.keys()].filter((row) => row % 3 === 0);
  const units = sum(zones.flatMap((row) => values.slice(row * columns.length, (row + 1) * columns.length)));
  return units / unitsPerPerson / columns.length;
}

/** In people; sample variance and the square of the mean. */
function errorOf(answers: readonly number[], { truth, unitsPerPerson }: Fresh): number {
  const { value, se } = mean(answers.map((answer) => (answer - truth) / unitsPerPerson));
  return Math.sqrt(se ** 2 * answers.length + value ** 2);
}
