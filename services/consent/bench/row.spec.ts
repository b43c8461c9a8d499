import { peakMemoryDuring } from './peak-memory';
import { toRow } from './row';

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
