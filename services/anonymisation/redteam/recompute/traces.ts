import { groupBy, type Csv } from './files';
import { share, sum, type Estimate } from './statistics';

const SECONDS_OF_PART = 4 * 3600;
const CANDIDATES = 30;

type Habits = ReadonlyMap<string, number>;

/**
 * Days joined by habits: of each person how often in which place, and how often in which place in which four hours (UTC); times to the
 * power of 0.3, rare places more (tf-idf over the second day), cosine; the most alike are joined first, nobody twice (30 candidates each).
 */
export function linkTraces(traces: Csv): Estimate {
  const [first, second] = ['0', '1'].map((day) => readHabits(traces, day)) as [
    Map<string, Habits>,
    Map<string, Habits>,
  ];
  const sharedBy = new Map<string, number>();
  for (const habits of second.values())
    for (const habit of habits.keys()) sharedBy.set(habit, (sharedBy.get(habit) ?? 0) + 1);
  const weigh = (habits: Habits) => {
    const weights = [...habits].map(([habit, times]) => {
      const rarity = Math.log((1 + second.size) / (1 + (sharedBy.get(habit) ?? 0)));
      return [habit, times ** 0.3 * rarity] as const;
    });
    const length = Math.sqrt(sum(weights.map(([, weight]) => weight ** 2))) || 1;
    return weights.map(([habit, weight]) => [habit, weight / length] as const);
  };
  const people = [...second.keys()];
  const byHabit = new Map<string, { whose: number[]; weights: number[] }>();
  for (const [index, person] of people.entries()) {
    for (const [habit, weight] of weigh(second.get(person)!)) {
      const list = byHabit.get(habit) ?? { whose: [], weights: [] };
      if (list.whose.length === 0) byHabit.set(habit, list);
      list.whose.push(index);
      list.weights.push(weight);
    }
  }
  const pairs: { person: string; other: string; alike: number }[] = [];
  for (const [person, habits] of first) {
    const alike = new Float64Array(people.length);
    for (const [habit, weight] of weigh(habits)) {
      const { whose, weights } = byHabit.get(habit) ?? { whose: [], weights: [] };
      for (let index = 0; index < whose.length; index += 1) alike[whose[index]!]! += weight * weights[index]!;
    }
    const least = alike.toSorted().at(-Math.min(CANDIDATES, alike.length))!;
    for (let index = 0; index < alike.length; index += 1)
      if (alike[index]! >= least) pairs.push({ person, other: people[index]!, alike: alike[index]! });
  }
  const [joined, taken] = [new Map<string, string>(), new Set<string>()];
  for (const { person, other } of pairs.sort((one, next) => next.alike - one.alike)) {
    if (joined.has(person) || taken.has(other)) continue;
    joined.set(person, other);
    taken.add(other);
  }
  return share([...joined].filter(([person, other]) => person === other).length, first.size);
}

function readHabits(traces: Csv, day: string): Map<string, Habits> {
  const events = traces.rows('day', 'person', 'second', 'place').filter((event) => event.day === day);
  return new Map(
    [...groupBy(events, ({ person }) => person)].map(([person, own]) => {
      const habits = new Map<string, number>();
      for (const { place, second } of own) {
        const part = Math.floor((Number(second) % 86_400) / SECONDS_OF_PART);
        for (const habit of [place, `${part}/${place}`]) habits.set(habit, (habits.get(habit) ?? 0) + 1);
      }
      return [person, habits];
    }),
  );
}

/** Rows of the first day under two names, joined by second and cell: for how many the name with most rows in common is theirs. */
export function shareOfRows(traces: Csv): number {
  const events = traces.rows('day', 'person', 'second', 'cell').filter(({ day }) => day === '0');
  const at = groupBy(events, ({ second, cell }) => `${second}/${cell}`);
  const people = [...groupBy(events, ({ person }) => person)];
  const right = people.filter(([person, own]) => {
    const votes = new Map<string, number>();
    for (const { second, cell } of own)
      for (const other of at.get(`${second}/${cell}`)!) votes.set(other.person, (votes.get(other.person) ?? 0) + 1);
    return [...votes.values()].every((many) => many <= votes.get(person)!) && isFirst(votes, person);
  });
  return right.length / people.length;
}

/** Of names with equally many rows the one that comes first is meant. */
const isFirst = (votes: ReadonlyMap<string, number>, person: string): boolean =>
  [...votes].find(([, many]) => many === Math.max(...votes.values()))![0] === person;
