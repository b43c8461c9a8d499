import { assign } from './assignment';

/** Where zones lie, in metres. */
export interface Centres {
  readonly east: Float64Array;
  readonly north: Float64Array;
}

/** `trajectory[step]`: number of a zone. */
export type Trajectory = Int16Array;

const NIGHT_HOURS = 6;

/**
 * Trajectory recovery from aggregates alone (Xu, Tu, Li, Zhang, Fu, Jin: "Trajectory Recovery From Ash", WWW 2017). Within a day hour
 * after hour is joined by the assignment of least cost: at night people stay where they are, by day they go on as they went; days are
 * joined by the least gain of information (entropy of the places of both days together against each alone).
 *
 * @param days `counts[zone][hour]`: how many people, adding up to `people` in each hour
 * @returns one trajectory a person, day after day, hour after hour
 */
export function recoverTrajectories(
  days: readonly (readonly Int32Array[])[],
  people: number,
  centres: Centres,
): Trajectory[] {
  const recovered = days.map((day) => recoverDay(day, people, centres));
  return recovered.reduce((whole, day) => joinDays(whole, day));
}

function recoverDay(counts: readonly Int32Array[], people: number, centres: Centres): Trajectory[] {
  const hours = counts[0]!.length;
  const paths = placesOf(counts, 0, people).map((zone) =>
    Int16Array.from({ length: hours }, (_, hour) => (hour === 0 ? zone : -1)),
  );
  const costs = new Float64Array(people * people);
  for (let hour = 1; hour < hours; hour += 1) {
    const next = placesOf(counts, hour, people);
    for (const [row, path] of paths.entries()) {
      const [last, before] = [path[hour - 1]!, path[hour - 2] ?? path[hour - 1]!];
      const moving = hour >= NIGHT_HOURS ? 1 : 0;
      const east = centres.east[last]! + moving * (centres.east[last]! - centres.east[before]!);
      const north = centres.north[last]! + moving * (centres.north[last]! - centres.north[before]!);
      for (const [column, zone] of next.entries()) {
        costs[row * people + column] = Math.hypot(east - centres.east[zone]!, north - centres.north[zone]!);
      }
    }
    const columnOf = assign(costs, people);
    for (const [row, path] of paths.entries()) path[hour] = next[columnOf[row]!]!;
  }
  return paths;
}

/** The zones of an hour, as many times as people are in each. */
function placesOf(counts: readonly Int32Array[], hour: number, people: number): number[] {
  const places: number[] = [];
  for (const [zone, row] of counts.entries()) for (let one = 0; one < row[hour]!; one += 1) places.push(zone);
  if (places.length !== people) throw new RangeError('an hour does not add up to all people');
  return places;
}

function joinDays(whole: readonly Trajectory[], day: readonly Trajectory[]): Trajectory[] {
  const size = whole.length;
  const costs = new Float64Array(size * size);
  const [before, after] = [whole.map(entropyOf), day.map(entropyOf)];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const joined = entropyOf([...whole[row]!, ...day[column]!]);
      costs[row * size + column] = joined - (before[row]! + after[column]!) / 2;
    }
  }
  const columnOf = assign(costs, size);
  return whole.map((path, row) => Int16Array.from([...path, ...day[columnOf[row]!]!]));
}

function entropyOf(path: ArrayLike<number>): number {
  const times = new Map<number, number>();
  for (let index = 0; index < path.length; index += 1) times.set(path[index]!, (times.get(path[index]!) ?? 0) + 1);
  let entropy = 0;
  for (const count of times.values()) entropy -= (count / path.length) * Math.log(count / path.length);
  return entropy;
}

/**
 * Each real person is given the recovered trajectory that suits all best.
 *
 * @returns the mean share of steps that are right; for each recovered trajectory the number of the person it is given to
 */
export function giveTrajectories(
  recovered: readonly Trajectory[],
  real: readonly Trajectory[],
): { readonly share: number; readonly personOf: Int32Array } {
  const size = real.length;
  const steps = real[0]!.length;
  const costs = new Float64Array(size * size);
  for (const [row, path] of real.entries()) {
    for (const [column, guess] of recovered.entries()) {
      let right = 0;
      for (let step = 0; step < steps; step += 1) if (path[step] === guess[step]) right += 1;
      costs[row * size + column] = -right;
    }
  }
  let right = 0;
  const personOf = new Int32Array(size);
  for (const [row, column] of assign(costs, size).entries()) {
    right -= costs[row * size + column]!;
    personOf[column] = row;
  }
  return { share: right / (size * steps), personOf };
}

/** Whole people from figures that may be noisy, hidden or negative: shares of what is above zero, by largest remainder. */
export function toPeople(values: readonly number[], people: number): Int32Array {
  const positive = values.map((value) => (value > 0 ? value : 0));
  const sum = positive.reduce((total, value) => total + value, 0);
  const shares = positive.map((value) => (sum > 0 ? (value / sum) * people : people / values.length));
  const whole = Int32Array.from(shares, Math.floor);
  const left = people - whole.reduce((total, value) => total + value, 0);
  const byRemainder = shares.map((share, index) => [share - whole[index]!, index] as const).sort(([a], [b]) => b - a);
  for (const [, index] of byRemainder.slice(0, left)) whole[index]! += 1;
  return whole;
}
