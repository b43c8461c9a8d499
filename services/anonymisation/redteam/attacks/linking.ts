import type { Trace } from '../world/city';

/**
 * Who of one list of traces is who of another, by where they go: cells by hour of the day, weighted by how few people share them
 * (tf-idf), the most similar one by cosine. As in re-identification by top locations (Zang and Bolot, MobiCom 2011).
 *
 * @returns for each trace of `one` the number of its likeliest continuation in `other`
 */
export function linkTraces(one: readonly Trace[], other: readonly Trace[]): Int32Array {
  const [ofOne, ofOther] = [one.map(toHabits), other.map(toHabits)];
  const sharedBy = new Map<string, number>();
  for (const habits of ofOther) for (const key of habits.keys()) sharedBy.set(key, (sharedBy.get(key) ?? 0) + 1);
  const weigh = (habits: ReadonlyMap<string, number>): Map<string, number> => {
    const weighted = new Map<string, number>();
    let squared = 0;
    for (const [key, times] of habits) {
      const weight = Math.sqrt(times) * Math.log((1 + ofOther.length) / (1 + (sharedBy.get(key) ?? 0)));
      weighted.set(key, weight);
      squared += weight ** 2;
    }
    const length = Math.sqrt(squared) || 1;
    for (const [key, weight] of weighted) weighted.set(key, weight / length);
    return weighted;
  };
  const index = new Map<string, [number, number][]>();
  for (const [candidate, habits] of ofOther.entries()) {
    for (const [key, weight] of weigh(habits)) {
      const list = index.get(key);
      if (list) list.push([candidate, weight]);
      else index.set(key, [[candidate, weight]]);
    }
  }
  return Int32Array.from(ofOne, (habits) => {
    const scores = new Float64Array(other.length);
    for (const [key, weight] of weigh(habits))
      for (const [candidate, theirs] of index.get(key) ?? []) scores[candidate]! += weight * theirs;
    return scores.reduce((best, score, candidate) => (score > scores[best]! ? candidate : best), 0);
  });
}

/** Cells, and cells by part of the day: where somebody sleeps says more than where somebody passes. */
function toHabits({ seconds, cells }: Trace): Map<string, number> {
  const habits = new Map<string, number>();
  for (const [event, cell] of cells.entries()) {
    const part = Math.floor((seconds[event]! % 86_400) / 14_400);
    for (const key of [cell, `${part}/${cell}`]) habits.set(key, (habits.get(key) ?? 0) + 1);
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
