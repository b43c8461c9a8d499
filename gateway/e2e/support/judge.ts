import type { Series } from './partner';

/** Half intervals (95 %) that a figure may be off: six standard deviations, one of them for the network's blur. */
const MOST_OFF = 3;

/** Of a hundred figures that nobody stands behind, noise lifts one over its threshold about once in a hundred runs, two never. */
export const MOST_SURPRISES = 1;

/** What is to be said of the first figure of a series, where so many people are behind it. */
export function judge(
  { values, lows, highs, statuses }: Pick<Series, 'values' | 'lows' | 'highs' | 'statuses'>,
  people: number,
  index = 0,
): string {
  const [value, low, high] = [values[index], lows[index], highs[index]];
  if (typeof value !== 'number' || typeof low !== 'number' || typeof high !== 'number') return `${statuses[index]}`;
  if (!(low < value && value < high)) return `${value} lies outside of ${low} to ${high}`;
  const isRight = Math.abs(value - people) <= (MOST_OFF * (high - low)) / 2;
  return isRight ? 'about right' : `${value} (${low} to ${high}) where ${people} are`;
}
