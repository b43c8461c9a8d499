import type { SuiteOutcome } from '../suite';
import { groupBy, type Written } from './files';
import { near, same, stated, valueOf, type Finding } from './findings';
import { linkTraces, shareOfRows } from './traces';
import { diceOf, share, sum, type Estimate } from './statistics';

/** Seed of the recomputer's own choices. */
const SEED = 20_261_129;

interface Source {
  readonly file: number;
  readonly product: string;
}

interface Attempt {
  readonly name: string;
  readonly from: Source;
  readonly to: Source;
  readonly by: string;
  readonly choose: 'order' | 'blind';
}

interface Increment {
  readonly owner: string;
  readonly key: string;
}

/** Both files with those behind them: `figures` in the order of the file. */
interface Opened {
  readonly figures: readonly { readonly source: string; readonly key: string; readonly units: number }[];
  /** By day, product, group, row and column: who is in it, and their units together. */
  readonly owners: ReadonlyMap<string, { readonly people: readonly string[]; readonly units: number }>;
  /** The recomputer's own dice. */
  readonly roll: () => number;
}

/**
 * R8: files of step 2 are what their people add up to, in one row a figure; links as written lie where the keys allow them, and are right
 * as often as stated; chance by counting; all attempts made once more with other dice, within standard errors; before step 2 days joined
 * by habits and rows by second and cell.
 */
export function recomputeLinking(written: Written, said: SuiteOutcome): Finding[] {
  const opened = open(written);
  const { asked } = written.json<{ asked: readonly Attempt[] }>('attempts');
  const links = groupBy(
    written.csv('links').rows('attempt', 'key', 'asked', 'asked_units', 'answered', 'answered_units'),
    ({ attempt }) => attempt,
  );
  const attempts = asked.map((attempt, number) => {
    const own = links.get(String(number))!;
    const large = own.filter((link) => Number(link.asked_units) >= 20 && Number(link.answered_units) >= 20);
    const isRight = (link: { asked: string; answered: string }) => link.asked === link.answered;
    const [from, to] = [attempt.from, attempt.to].map((source) =>
      groupBy(takeApart(opened, attempt, source), ({ key }) => key),
    );
    const has = (increments: ReadonlyMap<string, readonly Increment[]>, key: string, owner: string) =>
      increments.get(key)?.some((one) => one.owner === owner) ?? false;
    return {
      name: attempt.name,
      hits: share(own.filter(isRight).length, own.length),
      large: large.length > 0 ? large.filter(isRight).length / large.length : 0,
      forbidden: own.filter(({ key, asked: one, answered }) => !has(from!, key, one) || !has(to!, key, answered))
        .length,
      ...linkAgain({ ...attempt, roll: opened.roll }, from!, to!),
    };
  });
  const worst = attempts.reduce((one, other) =>
    other.hits.value - 2 * other.chance > one.hits.value - 2 * one.chance ? other : one,
  );
  const days = linkTraces(written.csv('traces'));
  const { value, se } = worst.hits;
  return [
    ...stated(
      {
        ...{ raw: days.value, k20: Math.max(...attempts.map(({ large }) => large)), passant: value, se },
        ...{ baseline: worst.chance, passMark: 2 * worst.chance + 3 * se },
      },
      said,
      // The same habits, but for pairs that are equally alike.
      { raw: days.se },
    ),
    same(
      'rows joined by second and cell',
      shareOfRows(written.csv('traces')),
      valueOf(said, 'before step 2: rows joined by second and cell'),
    ),
    same('figures that people do not add up to', wrongFigures(opened), 0),
    ...attempts.flatMap(({ name, hits, again, forbidden }) => [
      same(`${name}: right`, hits.value, valueOf(said, `after step 2: ${name}`)),
      same(`${name}: links that keys do not allow`, forbidden, 0),
      near(`${name}: right, chosen again`, again.value, hits.value, 4.5 * Math.hypot(again.se, hits.se)),
    ]),
  ];
}

function open(written: Written): Opened {
  const keyOf = (row: Readonly<Record<'group' | 'row' | 'column', string>>) => `${row.group}/${row.row}/${row.column}`;
  const sourceOf = ({ day, product }: { readonly day: string; readonly product: string }) => `${day} ${product}`;
  const columns = ['day', 'product', 'group', 'row', 'column', 'units'] as const;
  const owners = new Map<string, { people: string[]; units: number }>();
  for (const row of written.csv('people').rows(...columns, 'person')) {
    const figure = `${sourceOf(row)} ${keyOf(row)}`;
    const own = owners.get(figure) ?? { people: [], units: 0 };
    if (own.units === 0) owners.set(figure, own);
    own.people.push(row.person);
    own.units += Number(row.units);
  }
  const figures = written
    .csv('files')
    .rows(...columns)
    .map((row) => ({ source: sourceOf(row), key: keyOf(row), units: Number(row.units) }));
  return { figures, owners, roll: diceOf(SEED) };
}

/** Figures of other units than their people's, twice in a file, or in no file though somebody is in them. */
function wrongFigures({ figures, owners }: Opened): number {
  const seen = new Set(figures.map(({ source, key }) => `${source} ${key}`));
  const wrong = figures.filter(({ source, key, units }) => owners.get(`${source} ${key}`)?.units !== units).length;
  return wrong + (figures.length - seen.size) + [...owners.keys()].filter((figure) => !seen.has(figure)).length;
}

/** Increments of a file in its order, those of one figure in none; by zone alone, or by everything that a figure is. */
const takeApart = ({ figures, owners, roll }: Opened, { by }: Attempt, { file, product }: Source): Increment[] =>
  figures
    .filter(({ source }) => source === `${file} ${product}`)
    .flatMap(({ source, key }) =>
      shuffle(owners.get(`${source} ${key}`)!.people, roll).map((owner) => ({
        ...{ owner, key: by === 'zone' ? key.slice(0, key.lastIndexOf('/')) : key },
      })),
    );

/** With dice of its own. Chance: the share of candidates that would be right. */
function linkAgain(
  { choose, roll }: Attempt & Pick<Opened, 'roll'>,
  from: ReadonlyMap<string, readonly Increment[]>,
  to: ReadonlyMap<string, readonly Increment[]>,
): { again: Estimate; chance: number } {
  let [hits, asked] = [0, 0];
  const chances: number[] = [];
  for (const [key, askers] of from) {
    const candidates = to.get(key);
    if (!candidates) continue;
    const ofOwner = groupBy(candidates, ({ owner }) => owner);
    for (const [position, { owner }] of askers.entries()) {
      const right = ofOwner.get(owner)?.length ?? 0;
      chances.push(right / candidates.length);
      const at = Math.floor(
        choose === 'order' ? (position * candidates.length) / askers.length : roll() * candidates.length,
      );
      if (candidates[at]!.owner === owner) hits += 1;
      asked += 1;
    }
  }
  return { again: share(hits, asked), chance: sum(chances) / chances.length };
}

function shuffle<T>(items: readonly T[], roll: () => number): T[] {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = Math.floor(roll() * (index + 1));
    [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
  }
  return shuffled;
}
