import fc from 'fast-check';
import { type Absence, findPauseEnd, findSimBlockEnd, isAbsent, SIM_CHANGE_MS } from './is-absent';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const pause = (from: number, until: number): Absence => ({ kind: 'pause', from, until });
/** Tomorrow's panel, issued half an hour before midnight. */
const tomorrow = { dayStart: DAY, dayEnd: 2 * DAY, issuedAt: DAY - HOUR / 2 };

describe('a pause', () => {
  it.each<[string, Absence, boolean]>([
    ['over before tomorrow’s panel', pause(14 * HOUR, 16 * HOUR), false],
    ['lasting when tomorrow’s panel is issued', pause(20 * HOUR, DAY - 1), true],
    ['begun after tomorrow’s panel', pause(DAY - 1, DAY + HOUR), true],
    ['of an hour within tomorrow', pause(DAY + 10 * HOUR, DAY + 11 * HOUR), true],
    ['ending as tomorrow begins, and over at issue', pause(10 * HOUR, DAY - HOUR / 2), false],
    ['of the day after', pause(2 * DAY, 3 * DAY), false],
  ])('%s', (_what, absence, expected) => {
    expect(isAbsent([absence], tomorrow)).toBe(expected);
  });

  it('ends by itself: the first panel issued after it, of a day that it does not touch, has the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * DAY }), fc.integer({ min: HOUR, max: 30 * DAY }), (from, lasts) => {
        const until = from + lasts;
        const absence = [pause(from, until)];
        expect(findPauseEnd(absence, until - 1)).toBe(until);
        expect(findPauseEnd(absence, until)).toBeUndefined();
        const dayStart = Math.ceil((until + HOUR / 2) / DAY) * DAY;
        expect(isAbsent(absence, { dayStart, dayEnd: dayStart + DAY, issuedAt: dayStart - HOUR / 2 })).toBe(false);
      }),
    );
  });

  it('keeps a line out of every day that it touches, however late that day’s panel is issued', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: DAY }), fc.nat(), (day, within, late) => {
        const times = { dayStart: day * DAY, dayEnd: (day + 1) * DAY, issuedAt: (day + 1) * DAY + late };
        expect(isAbsent([pause(day * DAY + within - 1, day * DAY + within)], times)).toBe(true);
      }),
    );
  });
});

describe('a change of SIM card', () => {
  const change: Absence = { kind: 'sim-change', from: 0, until: SIM_CHANGE_MS };

  it('keeps the line out until the first panel after 72 hours', () => {
    const panelOf = (day: number): boolean =>
      isAbsent([change], { dayStart: day * DAY, dayEnd: (day + 1) * DAY, issuedAt: day * DAY - HOUR / 2 });
    expect([0, 1, 2, 3, 4].map(panelOf)).toEqual([true, true, true, true, false]);
  });

  it('allows a yes again after exactly 72 hours', () => {
    expect(findSimBlockEnd([change], SIM_CHANGE_MS - 1)).toBe(SIM_CHANGE_MS);
    expect(findSimBlockEnd([change], SIM_CHANGE_MS)).toBeUndefined();
    expect(findPauseEnd([change], 1)).toBeUndefined();
  });
});
