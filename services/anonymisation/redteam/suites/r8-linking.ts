import type { Product } from '@passant/contracts';
import type { Dice } from '../attacks/random';
import { linkByTimeAndCell, linkTraces } from '../attacks/linking';
import { meanOf, proportion, type Estimated } from '../attacks/statistics';
import { atLeast, atMost, diceFor, type Arena, type Suite } from '../suite';
import { LEAST_PEOPLE } from '../world/cube';
import { countAsReleased, type OrderedCounts } from '../world/step-two';
import type { WorldDay } from '../world/world';

const SIZES = { full: { traces: 3_000 }, quick: { traces: 1_200 } };

/**
 * R8, linking: before step 2 rows of one person under two pseudonyms are joined by second and cell, and day pseudonyms by habits.
 * After step 2 what is left are counted increments `(table, figure key)`: the attacker has the very files that step 2 writes (exact
 * counts, which never leave the close), takes each increment apart again and joins increments of two days, or of two tables of a day,
 * by everything they have: key (group, zone, age, gender), order in the file, time (day-part).
 *
 * Chance is a blind guess among the increments that the public keys allow (in a figure of one person it is right by itself, which is
 * why such figures are noisy and hidden).
 */
export const r8: Suite = {
  id: 'R8',
  title: 'linking increments and days',
  async run(arena) {
    const dice = diceFor(arena, 'R8');
    const before = linkBefore(arena, dice, SIZES[arena.quick ? 'quick' : 'full'].traces);
    const files: OrderedCounts[] = [];
    for (const [index] of arena.world.days.slice(0, 2).entries())
      files.push(await countAsReleased(arena.world.city, index, arena.scratch));
    const attempts = ATTEMPTS.map((attempt) => linkAfter(arena, { attempt, files, dice }));
    const worst = attempts.reduce((one, other) =>
      other.hits.value - 2 * other.chance > one.hits.value - 2 * one.chance ? other : one,
    );
    await recordTraces(arena, before);
    await arena.recorder.writeCsv('R8', 'files', {
      header: ['day', 'product', 'group', 'row', 'column', 'units'],
      rows: () =>
        files.flatMap(({ figures }, day) =>
          figures.map((one) => [day, one.product, one.groupCode, one.row, one.column, one.units]),
        ),
    });
    await arena.recorder.writeCsv('R8', 'people', {
      header: ['day', 'person', 'product', 'group', 'row', 'column', 'units'],
      *rows() {
        for (const [index, day] of arena.world.days.slice(0, 2).entries()) {
          for (const [person, counted] of day.counted.entries()) {
            for (const one of counted)
              yield [index, person, one.product, files[index]!.groupOf[person]!, one.row, one.column, one.units];
          }
        }
      },
    });
    await arena.recorder.writeCsv('R8', 'links', {
      header: ['attempt', 'key', 'asked', 'asked_units', 'answered', 'answered_units'],
      rows: () => attempts.flatMap(({ links }, attempt) => links.map((link) => [attempt, ...link])),
    });
    await arena.recorder.writeJson('R8', 'attempts', {
      before: { days: before.days, rows: before.rows },
      attempts: attempts.map(({ links, ...attempt }) => ({ ...attempt, links: links.length })),
      asked: ATTEMPTS,
    });
    return {
      measure: `share of links that are right; after step 2 the best attempt: ${worst.name}`,
      raw: before.days.value,
      k20: Math.max(...attempts.map(({ large }) => large)),
      passant: worst.hits.value,
      se: worst.hits.se,
      baseline: worst.chance,
      passMark: 2 * worst.chance + 3 * worst.hits.se,
      checks: [
        atLeast('before step 2: days joined by habits', before.days.value, 0.6, before.days.se),
        atLeast('before step 2: rows joined by second and cell', before.rows.value, 0.95, before.rows.se),
        atMost('after step 2: rows of a file that are of one figure', repeatedFigures(files), 0),
        ...attempts.map(({ name, hits, chance }) =>
          atMost(`after step 2: ${name}`, hits.value, 2 * chance + 3 * hits.se, hits.se),
        ),
      ],
      notes: [`Chance: ${attempts.map(({ name, chance }) => `${name} ${chance.toFixed(4)}`).join('; ')}.`],
    };
  },
};

interface Before {
  readonly days: Estimated;
  readonly rows: Estimated;
  /** People whose traces were joined. */
  readonly chosen: readonly number[];
  readonly placeOf: (cell: string) => string;
}

function linkBefore({ world: { city } }: Arena, dice: Dice, most: number): Before {
  const [first, second] = city.days;
  const present = first!.traces.flatMap(({ cells }, person) =>
    cells.length > 0 && second!.traces[person]!.cells.length > 0 ? [person] : [],
  );
  const chosen = dice.sample(present.length, Math.min(most, present.length)).map((index) => present[index]!);
  // The network's file is known to the attacker: which cells stand on one mast and look one way.
  const footprintOf = new Map(city.footprints.cells.map(({ cellId, footprint }) => [cellId, String(footprint)]));
  const placeOf = (cell: string) => footprintOf.get(cell) ?? cell;
  const count = (links: Int32Array) =>
    proportion(
      links.reduce((hits, link, index) => hits + (link === index ? 1 : 0), 0),
      chosen.length,
    );
  const of = (traces: typeof first) => chosen.map((person) => traces!.traces[person]!);
  return {
    days: count(linkTraces(of(first), of(second), placeOf)),
    rows: count(linkByTimeAndCell(of(first), of(first))),
    ...{ chosen, placeOf },
  };
}

/** Rows before step 2, with which they were linked. */
const recordTraces = ({ recorder, world: { city } }: Arena, { chosen, placeOf }: Before): Promise<void> =>
  recorder.writeCsv('R8', 'traces', {
    header: ['day', 'person', 'second', 'cell', 'place'],
    *rows() {
      for (const [day, { traces }] of city.days.slice(0, 2).entries()) {
        for (const person of chosen) {
          const { seconds, cells } = traces[person]!;
          for (const [event, cell] of cells.entries()) yield [day, person, seconds[event]!, cell, placeOf(cell)];
        }
      }
    },
  });

type Key = 'zone' | 'zone, age and gender' | 'zone and day-part';

interface Attempt {
  readonly name: string;
  readonly from: { readonly file: 0 | 1; readonly product: Product };
  readonly to: { readonly file: 0 | 1; readonly product: Product };
  readonly by: Key;
  /** How one of the increments with the same key is chosen. */
  readonly choose: 'order' | 'blind';
}

const ATTEMPTS: readonly Attempt[] = (['order', 'blind'] as const).flatMap((choose): Attempt[] => [
  {
    name: `days by zone, age, gender and ${choose}`,
    from: { file: 0, product: 'visitors' },
    to: { file: 1, product: 'visitors' },
    by: 'zone, age and gender',
    choose,
  },
  {
    name: `days by way, time and ${choose}`,
    from: { file: 0, product: 'flows' },
    to: { file: 1, product: 'flows' },
    by: 'zone and day-part',
    choose,
  },
  {
    name: `visitors to dwell by zone and ${choose}`,
    from: { file: 0, product: 'visitors' },
    to: { file: 0, product: 'dwell' },
    by: 'zone',
    choose,
  },
  {
    name: `dwell to origin by zone and ${choose}`,
    from: { file: 0, product: 'dwell' },
    to: { file: 0, product: 'origin' },
    by: 'zone',
    choose,
  },
]);

interface Increment {
  readonly owner: number;
  readonly key: string;
  /** Units of its figure: small ones would be hidden under k = 20. */
  readonly together: number;
}

/** Every increment of a file in the order in which it lies there; owners of one figure's increments are in no order at all. */
function takeApart(
  day: WorldDay,
  rows: OrderedCounts,
  { product, by, dice }: { product: Product; by: Key; dice: Dice },
): Increment[] {
  const owners = new Map<string, number[]>();
  for (const [person, counted] of day.counted.entries()) {
    for (const one of counted) {
      if (one.product !== product) continue;
      const key = `${rows.groupOf[person]}/${one.row}/${one.column}`;
      const list = owners.get(key);
      if (list) list.push(person);
      else owners.set(key, [person]);
    }
  }
  return rows.figures
    .filter((figure) => figure.product === product)
    .flatMap(({ groupCode, row, column, units }) => {
      const list = owners.get(`${groupCode}/${row}/${column}`) ?? [];
      if (list.length !== units) throw new RangeError('the file does not hold the people it was counted from');
      const key = by === 'zone' ? `${groupCode}/${row}` : `${groupCode}/${row}/${column}`;
      return dice.sample(list.length, list.length).map((index) => ({ owner: list[index]!, key, together: units }));
    });
}

function linkAfter(
  { world }: Arena,
  { attempt, files, dice }: { attempt: Attempt; files: readonly OrderedCounts[]; dice: Dice },
) {
  const read = ({ file, product }: Attempt['from']) =>
    takeApart(world.days[file]!, files[file]!, { product, by: attempt.by, dice });
  const [from, to] = [read(attempt.from), read(attempt.to)];
  const [candidatesOf, askersOf] = [byKey(to), byKey(from)];
  let [hits, asked, hitsLarge, askedLarge] = [0, 0, 0, 0];
  const chances: number[] = [];
  const links: (string | number)[][] = [];
  for (const [key, askers] of askersOf) {
    const candidates = candidatesOf.get(key);
    if (!candidates) continue;
    for (const [position, asker] of askers.entries()) {
      const index =
        attempt.choose === 'order'
          ? Math.floor((position * candidates.length) / askers.length)
          : dice.below(candidates.length);
      const right = candidates[index]!.owner === asker.owner;
      chances.push(candidates.filter(({ owner }) => owner === asker.owner).length / candidates.length);
      asked += 1;
      hits += right ? 1 : 0;
      links.push([key, asker.owner, asker.together, candidates[index]!.owner, candidates[index]!.together]);
      if (asker.together < LEAST_PEOPLE || candidates[index]!.together < LEAST_PEOPLE) continue;
      askedLarge += 1;
      hitsLarge += right ? 1 : 0;
    }
  }
  return {
    name: attempt.name,
    hits: proportion(hits, asked),
    chance: meanOf(chances).value,
    large: askedLarge > 0 ? hitsLarge / askedLarge : 0,
    links,
  };
}

function byKey(increments: readonly Increment[]): Map<string, Increment[]> {
  const found = new Map<string, Increment[]>();
  for (const one of increments) {
    const list = found.get(one.key);
    if (list) list.push(one);
    else found.set(one.key, [one]);
  }
  return found;
}

/** A figure of more rows than one would show people one by one. */
function repeatedFigures(files: readonly OrderedCounts[]): number {
  return files.reduce((repeated, { figures }) => {
    const keys = new Set(
      figures.map(({ product, groupCode, row, column }) => `${product}/${groupCode}/${row}/${column}`),
    );
    return repeated + figures.length - keys.size;
  }, 0);
}
