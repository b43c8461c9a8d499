import type { Day, TimeZone } from '@passant/contracts';
import { toDayWindow } from './day-window';

test.each([
  { day: '2026-03-04', timeZone: 'Europe/Berlin', hours: 24, columns: 24, shift: 0 },
  { day: '2026-03-29', timeZone: 'Europe/Berlin', hours: 23, columns: 23, shift: 0 },
  { day: '2026-10-25', timeZone: 'Europe/Berlin', hours: 25, columns: 25, shift: 0 },
  { day: '2026-03-04', timeZone: 'Asia/Kolkata', hours: 24, columns: 25, shift: 1800 },
])('$day in $timeZone lasts $hours hours over $columns columns', ({ day, timeZone, hours, columns, shift }) => {
  const window = toDayWindow(day as Day, timeZone as TimeZone)!;
  expect(window.lengthSeconds).toBe(hours * 3600);
  expect(window.hours).toHaveLength(columns);
  expect(window.hourShiftSeconds).toBe(shift);
});
