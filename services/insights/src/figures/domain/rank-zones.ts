/** Places, 1 for the largest value; null where there is none. Equal values share a place. */
export function rankValues(values: readonly (number | null)[]): (number | null)[] {
  const sorted = values.filter((value) => value !== null).sort((one, other) => other - one);
  const places = new Map([...sorted.entries()].reverse().map(([index, value]) => [value, index + 1]));
  return values.map((value) => (value === null ? null : places.get(value)!));
}
