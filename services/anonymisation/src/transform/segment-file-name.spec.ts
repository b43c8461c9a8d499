import { segmentFileName } from './transform-day';

test('a day of more batches than an event can name is refused, not miscounted', () => {
  expect(segmentFileName('presence', 65_535, 0)).toBe('presence-65535-0.native.lz4');
  expect(() => segmentFileName('presence', 65_536, 0)).toThrow(RangeError);
});
