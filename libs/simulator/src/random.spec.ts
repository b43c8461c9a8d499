import { hashNormal, Random, WeightedChoice } from './random';
import { toNumber } from './numbers';

it('repeats a stream from its seed and differs between streams', () => {
  const draw = (...seeds: [number, number, number]) => {
    const random = new Random(...seeds);
    return Array.from({ length: 5 }, () => random.next());
  };
  expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
  expect(draw(1, 2, 4)).not.toEqual(draw(1, 2, 3));
  expect(draw(1, 3, 3)).not.toEqual(draw(1, 2, 3));
  expect(draw(2, 2, 3)).not.toEqual(draw(1, 2, 3));
});

it('spreads evenly: chi-square of 100,000 draws over 64 bins', () => {
  const random = new Random(7);
  const bins = new Array<number>(64).fill(0);
  for (let draw = 0; draw < 100_000; draw++) bins[random.below(64)]!++;
  const expected = 100_000 / 64;
  const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 63 degrees of freedom: 99.99 % lie between 26 and 113.
  expect(chiSquare).toBeGreaterThan(26);
  expect(chiSquare).toBeLessThan(113);
});

test.each([
  ['normal', (random: Random) => random.normal(0, 1)],
  ['hashed normal', (random: Random) => hashNormal(random.next(), random.next())],
])('%s has mean 0 and variance 1', (_, draw) => {
  const random = new Random(7);
  const values = Array.from({ length: 50_000 }, () => draw(random));
  expect(values.reduce((sum, value) => sum + value, 0) / 50_000).toBeCloseTo(0, 1);
  expect(values.reduce((sum, value) => sum + value * value, 0) / 50_000).toBeCloseTo(1, 1);
});

it('draws in proportion to weights', () => {
  const choice = new WeightedChoice([1, 0, 3]);
  const random = new Random(7);
  const counts = [0, 0, 0];
  for (let draw = 0; draw < 40_000; draw++) counts[choice.draw(random)]!++;
  expect(counts[1]).toBe(0);
  expect(counts[2]! / counts[0]!).toBeCloseTo(3, 0);
});

it('gives different people different numbers of the country, E.164 in shape', () => {
  const numbers = Array.from({ length: 20_000 }, (_, person) => toNumber(person, 'DE', 1));
  expect(new Set(numbers).size).toBe(20_000);
  for (const number of numbers) expect(number).toMatch(/^\+4915\d{9}$/);
  expect(toNumber(0, 'XX', 1)).toMatch(/^\+999\d{9}$/);
  expect(toNumber(0, 'DE', 2)).not.toBe(numbers[0]);
});
