import type { Day, TimeZone } from '@passant/contracts';
import { toDayWindow } from './day-window';

test.each([
  ['2026-03-04', 'Europe/Berlin', 24, 24, 0],
  ['2026-03-29', 'Europe/Berlin', 23, 23, 0],
  ['2026-10-25', 'Europe/Berlin', 25, 25, 0],
  ['2026-03-04', 'Asia/Kolkata', 24, 25, 1800],
])('%s in %s lasts %d hours over %d columns', (day, timeZone, hours, columns, shift) => {
  const window = toDayWindow(day as Day, timeZone as TimeZone)!;
  expect(window.lengthSeconds).toBe(hours * 3600);
  expect(window.hours).toHaveLength(columns);
  expect(window.hourShiftSeconds).toBe(shift);
});
