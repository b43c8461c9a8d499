import type { Trace } from '../world/city';
import { linkByTimeAndCell, linkTraces } from './linking';

const trace = (...events: readonly (readonly [hour: number, cell: string])[]): Trace => ({
  seconds: Int32Array.from(events, ([hour]) => hour * 3600),
  cells: events.map(([, cell]) => cell),
});
const same = (cell: string) => cell;

test('habits lead from one day to the next, though another number comes first', () => {
  const monday = [
    trace([2, 'a'], [10, 'x'], [20, 'a']),
    trace([2, 'b'], [10, 'x'], [20, 'b']),
    trace([2, 'c'], [20, 'c']),
  ];
  const tuesday = [trace([3, 'c'], [21, 'c']), trace([3, 'a'], [11, 'x'], [21, 'a']), trace([3, 'b'], [11, 'y'])];
  expect([...linkTraces(monday, tuesday, same)]).toEqual([1, 2, 0]);
});

test('nobody is two people: who is taken is taken', () => {
  const links = linkTraces(
    [trace([2, 'a']), trace([2, 'a'], [10, 'b'])],
    [trace([2, 'a'], [10, 'b']), trace([2, 'z'])],
    same,
  );
  expect(new Set(links).size).toBe(2);
  expect(links[1]).toBe(0);
});

test('cells of one place are one', () => {
  const links = linkTraces(
    [trace([2, 'a1']), trace([2, 'b1'])],
    [trace([2, 'b2']), trace([2, 'a2'])],
    (cell) => cell[0]!,
  );
  expect([...links]).toEqual([1, 0]);
});

test('rows of one person under two names are joined by second and cell', () => {
  const rows = [trace([1, 'a'], [2, 'b']), trace([1, 'a'], [3, 'c']), trace([9, 'q'])];
  expect([...linkByTimeAndCell([rows[1]!, rows[0]!, trace([5, 'z'])], rows)]).toEqual([1, 0, -1]);
});
