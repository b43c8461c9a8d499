import { maySend } from './limit-sends';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ages = (count: number, age: number): number[] => Array.from({ length: count }, () => age);

describe('5.4 how often a code is sent', () => {
  it.each([
    [2, MINUTE, true],
    [3, 10 * MINUTE - 1, false],
    [3, 10 * MINUTE, true],
    [5, HOUR, true],
    [6, 24 * HOUR - 1, false],
    [6, 24 * HOUR, true],
  ])('to a number that got %d codes %d ms ago: %s', (count, age, allowed) => {
    expect(maySend({ toNumber: ages(count, age), fromAddress: [] })).toBe(allowed);
  });

  it.each([
    [19, HOUR - 1, true],
    [20, HOUR - 1, false],
    [20, HOUR, true],
  ])('from an address that asked %d times %d ms ago: %s', (count, age, allowed) => {
    expect(maySend({ toNumber: [], fromAddress: ages(count, age) })).toBe(allowed);
  });
});
