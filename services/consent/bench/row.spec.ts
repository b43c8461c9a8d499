import { peakMemoryDuring } from './peak-memory';
import { toRow } from './row';
import { judgeTimes } from './unknown-numbers';

test('a row tells rates of both and how many times as long as its yardstick it took', () => {
  const measured = { row: 'panel', count: 1000, peakMegabytes: 300, details: {} } as const;
  expect(toRow(measured, { ours: 5, yardstick: 0.5 })).toEqual({
    ...measured,
    perSecond: 200,
    yardstickPerSecond: 2000,
    ratio: 10,
  });
});

test('the peak of a process counts what was held while it was looked at', async () => {
  const { result: held, peakMegabytes } = await peakMemoryDuring(process.pid, async () => Buffer.alloc(100_000_000, 1));
  expect(held).toHaveLength(100_000_000);
  expect(peakMegabytes).toBeGreaterThan(100);
});

test('a number that is not ours passes where the medians are within 10 ms of each other, whichever is longer', () => {
  const known = [20, 21, 900];
  expect(judgeTimes('letter', { known, unknown: [1, 31, 31] })).toMatchObject({
    differenceMilliseconds: 10,
    passed: true,
  });
  expect(judgeTimes('letter', { known, unknown: [31.2, 31.2, 32] })).toMatchObject({
    differenceMilliseconds: 10.2,
    passed: false,
  });
  expect(judgeTimes('letter', { known: [30, 40], unknown: [20, 24.8] })).toMatchObject({
    ...{ knownMedianMilliseconds: 35, unknownMedianMilliseconds: 22.4, passed: false, count: 2 },
  });
});
