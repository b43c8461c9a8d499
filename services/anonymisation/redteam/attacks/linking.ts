import type { Trace } from '../world/city';

/** Candidates that are kept for each trace before traces are given to one another. */
const CANDIDATES = 30;

/**
 * Who of one list of traces is who of another, by where they go: places by part of the day, rare ones telling more (tf-idf, cosine), as
 * in re-identification by top locations (Zang and Bolot, MobiCom 2011). Nobody is two people: the most similar pair is joined first, and
 * who is taken is taken.
 *
 * @param placeOf the place that a cell is about: cells of one mast and direction differ by frequency only
 * @returns for each trace of `one` the number of its continuation in `other`; −1 where all its candidates were taken
 */
export function linkTraces(
  one: readonly Trace[],
  other: readonly Trace[],
  placeOf: (cell: string) => string,
): Int32Array {
  const [ofOne, ofOther] = [one, other].map((traces) => traces.map((trace) => toHabits(trace, placeOf)));
  const sharedBy = new Map<string, number>();
  for (const habits of ofOther!) for (const key of habits.keys()) sharedBy.set(key, (sharedBy.get(key) ?? 0) + 1);
  const weigh = (habits: ReadonlyMap<string, number>): [string, number][] => {
    const weighted = [...habits].map(([key, times]): [string, number] => [
      key,
      times ** 0.3 * Math.log((1 + other.length) / (1 + (sharedBy.get(key) ?? 0))),
    ]);
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1;
    return weighted.map(([key, weight]) => [key, weight / length]);
  };
  const index = new Map<string, [number, number][]>();
  for (const [candidate, habits] of ofOther!.entries()) {
    for (const [key, weight] of weigh(habits)) {
      const list = index.get(key);
      if (list) list.push([candidate, weight]);
      else index.set(key, [[candidate, weight]]);
    }
  }
  const pairs = ofOne!.flatMap((habits, trace) => {
    const scores = new Float64Array(other.length);
    for (const [key, weight] of weigh(habits)) {
      for (const [candidate, theirs] of index.get(key) ?? []) scores[candidate]! += weight * theirs;
    }
    const best = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, CANDIDATES);
    return best.map((candidate) => ({ trace, candidate, score: scores[candidate]! }));
  });
  return joinGreedily(pairs, one.length);
}

function joinGreedily(pairs: { trace: number; candidate: number; score: number }[], traces: number): Int32Array {
  const links = new Int32Array(traces).fill(-1);
  const taken = new Set<number>();
  for (const { trace, candidate } of pairs.sort((a, b) => b.score - a.score)) {
    if (links[trace] !== -1 || taken.has(candidate)) continue;
    links[trace] = candidate;
    taken.add(candidate);
  }
  return links;
}

/** Places by parts of the day: where somebody sleeps says more than where somebody passes. */
function toHabits({ seconds, cells }: Trace, placeOf: (cell: string) => string): Map<string, number> {
  const habits = new Map<string, number>();
  for (const [event, cell] of cells.entries()) {
    const place = placeOf(cell);
    const part = Math.floor((seconds[event]! % 86_400) / 14_400);
    for (const key of [place, `${part}/${place}`]) habits.set(key, (habits.get(key) ?? 0) + 1);
  }
  return habits;
}

/** The same person's rows in two files by second and cell alone. @returns as {@link linkTraces}; −1 where nothing agrees */
export function linkByTimeAndCell(one: readonly Trace[], other: readonly Trace[]): Int32Array {
  const owners = new Map<string, number[]>();
  for (const [candidate, { seconds, cells }] of other.entries()) {
    for (const [event, cell] of cells.entries()) {
      const key = `${seconds[event]!}/${cell}`;
      const list = owners.get(key);
      if (list) list.push(candidate);
      else owners.set(key, [candidate]);
    }
  }
  return Int32Array.from(one, ({ seconds, cells }) => {
    const votes = new Map<number, number>();
    for (const [event, cell] of cells.entries()) {
      for (const candidate of owners.get(`${seconds[event]!}/${cell}`) ?? [])
        votes.set(candidate, (votes.get(candidate) ?? 0) + 1);
    }
    return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [-1, 0] as [number, number])[0];
  });
}
