import { addDays, type Day } from '@passant/contracts';
import fc from 'fast-check';
import { weekdayOf, weighSameWeekdays } from './same-weekdays';

const run = (first: number, days: number): Day[] =>
  Array.from({ length: days }, (_, by) => addDays('2024-01-01' as Day, first + by));

describe('the same weekdays of another time', () => {
  it('count from Monday', () => {
    expect(['2025-03-31', '2025-04-05', '2025-04-06', '1969-12-31'].map((day) => weekdayOf(day as Day))).toEqual([
      0, 5, 6, 2,
    ]);
  });

  it('stand for as many days of each weekday as the period has', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(1000),
        fc.integer({ min: 7, max: 60 }),
        (from, length, against, baseLength) => {
          const [days, base] = [run(from, length), run(against, baseLength)];
          const weights = weighSameWeekdays(days, base)!;
          for (let weekday = 0; weekday < 7; weekday += 1) {
            const stoodFor = weights.reduce(
              (sum, weight, day) => sum + (weekdayOf(base[day]!) === weekday ? weight : 0),
              0,
            );
            expect(stoodFor).toBeCloseTo(days.filter((day) => weekdayOf(day) === weekday).length, 9);
          }
        },
      ),
    );
  });

  it('are needed so many times each', () => {
    const monday = ['2025-03-31' as Day];
    expect(weighSameWeekdays(monday, run(0, 13), 2)).not.toBeNull();
    expect(weighSameWeekdays(monday, run(0, 7), 2)).toBeNull();
    expect(weighSameWeekdays(monday, [])).toBeNull();
  });
});
