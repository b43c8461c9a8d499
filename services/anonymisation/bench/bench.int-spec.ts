import { benchAnonymise } from './anonymise';

test('a quick bench prints both texts and tells ratio, seconds and memory of each size', async () => {
  const { rows, texts } = await benchAnonymise({ quick: true, say: () => undefined });
  expect(rows.map(({ row }) => row)).toEqual(['anonymise', 'anonymise']);
  expect(rows[1]!.storedRows).toBe(5 * rows[0]!.storedRows);
  for (const { ratio, seconds, yardstickSeconds, details } of rows) {
    expect(ratio).toBeCloseTo(seconds / yardstickSeconds, 9);
    expect(details['peakMemoryMegabytes']).toBeGreaterThan(0);
    expect(details['noise']).toMatchObject({ sigmaSquared: 1000 });
  }
  expect(texts[0]!.text).toContain('toStartOfHour(time), count()');
  expect(texts.length).toBeGreaterThan(7);
}, 120_000);
