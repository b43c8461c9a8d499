import type { Day, TimeZone } from '@passant/contracts';
import { toDayWindow } from './day-window';

const windowOf = (day: string, timeZone: string) => toDayWindow(day as Day, timeZone as TimeZone)!;

test.each([
  { day: '2026-03-04', timeZone: 'Europe/Berlin', hours: 24, columns: 24, shift: 0 },
  { day: '2026-03-29', timeZone: 'Europe/Berlin', hours: 23, columns: 23, shift: 0 },
  { day: '2026-10-25', timeZone: 'Europe/Berlin', hours: 25, columns: 25, shift: 0 },
  { day: '2026-03-04', timeZone: 'Asia/Kolkata', hours: 24, columns: 25, shift: 1800 },
])('$day in $timeZone lasts $hours hours over $columns columns', ({ day, timeZone, hours, columns, shift }) => {
  const window = windowOf(day, timeZone);
  expect(window.lengthSeconds).toBe(hours * 3600);
  expect(window.hours).toHaveLength(columns);
  expect(window.hourShiftSeconds).toBe(shift);
});

test.each([
  { what: 'an ordinary day', day: '2026-03-04', timeZone: 'Europe/Berlin', starts: [6, 10, 14, 18, 22] },
  { what: 'a day of 23 hours', day: '2026-03-29', timeZone: 'Europe/Berlin', starts: [5, 9, 13, 17, 21] },
  { what: 'a day of 25 hours', day: '2026-10-25', timeZone: 'Europe/Berlin', starts: [7, 11, 15, 19, 23] },
  { what: 'a half-hour time zone', day: '2026-03-04', timeZone: 'Asia/Kolkata', starts: [6, 10, 14, 18, 22] },
  {
    what: 'a half-hour change',
    day: '2026-04-05',
    timeZone: 'Australia/Lord_Howe',
    starts: [6.5, 10.5, 14.5, 18.5, 22.5],
  },
  { what: 'a day without midnight', day: '2026-09-06', timeZone: 'America/Santiago', starts: [5, 9, 13, 17, 21] },
])('the parts of $what begin by local clocks', ({ day, timeZone, starts }) => {
  expect(windowOf(day, timeZone).dayPartStarts.map((seconds) => seconds / 3600)).toEqual(starts);
});
