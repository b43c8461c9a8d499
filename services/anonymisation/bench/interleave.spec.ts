import { interleave, median, secondsOf } from './interleave';

test('yardstick and ours take turns', async () => {
  const order: string[] = [];
  const note = (what: string, seconds: number) => async () => {
    order.push(what);
    return seconds;
  };
  const turns = await interleave(2, { ours: note('ours', 2), yardstick: note('yardstick', 1) });
  expect(order).toEqual(['yardstick', 'ours', 'yardstick', 'ours']);
  expect(turns).toEqual({ ours: [2, 2], yardstick: [1, 1] });
});

test('the time of something is not negative', async () => {
  expect(await secondsOf(async () => undefined)).toBeGreaterThanOrEqual(0);
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});
