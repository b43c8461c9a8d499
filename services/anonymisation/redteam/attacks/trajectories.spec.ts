import { giveTrajectories, recoverTrajectories, toPeople, type Trajectory } from './trajectories';

const centres = { east: Float64Array.from([0, 10_000, 20_000, 30_000]), north: new Float64Array(4) };
const zones = centres.east.length;

const countsOf = (paths: readonly Trajectory[], from: number): Int32Array[] =>
  Array.from({ length: zones }, (_, zone) =>
    Int32Array.from({ length: 24 }, (_hour, hour) => paths.filter((path) => path[from + hour] === zone).length),
  );
const path = (...parts: readonly (readonly [zone: number, hours: number])[]): Trajectory =>
  Int16Array.from(parts.flatMap(([zone, hours]) => Array.from({ length: hours }, () => zone)));

test('two people who never meet are recovered wholly, over two days', () => {
  const real = [path([0, 8], [1, 16], [0, 9], [1, 15]), path([3, 10], [2, 14], [3, 24])];
  const recovered = recoverTrajectories([countsOf(real, 0), countsOf(real, 24)], 2, centres);
  expect(giveTrajectories(recovered, real)).toMatchObject({ share: 1 });
});

test('a share is of steps, after the best match of people', () => {
  const real = [path([0, 24]), path([1, 24])];
  const guesses = [path([1, 24]), path([0, 12], [2, 12])];
  expect(giveTrajectories(guesses, real)).toEqual({ share: 0.75, personOf: Int32Array.of(1, 0) });
});

test('noisy figures become whole people that add up', () => {
  expect([...toPeople([-5, 10.4, 0, 9.6], 4)]).toEqual([0, 2, 0, 2]);
  expect([...toPeople([-1, NaN, -2], 3)]).toEqual([1, 1, 1]);
});
