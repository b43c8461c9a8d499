import { type DayOfMonth, decideMonth } from './decide-month';

const day = (name: string, overrides: Partial<DayOfMonth> = {}): DayOfMonth => {
  return { day: name, isOpen: false, hasPanel: true, isHeld: false, ...overrides };
};

const END = Date.parse('2026-06-30T22:00:00Z');
const over = { now: END, end: END };

describe('decideMonth', () => {
  it('completes a month whose days were all handed over or have ended', () => {
    const days = [day('2026-06-08'), day('2026-06-09')];
    expect(decideMonth(days, over)).toEqual({ kind: 'complete', days: ['2026-06-08', '2026-06-09'] });
  });

  it('leaves out days that never had a panel', () => {
    const days = [day('2026-06-08'), day('2026-06-09', { isOpen: true, hasPanel: false })];
    expect(decideMonth(days, over)).toEqual({ kind: 'complete', days: ['2026-06-08'] });
  });

  it.each([
    ['a day that has a panel and still takes rows', day('2026-06-09', { isOpen: true })],
    [
      'a day without a panel that a batch waits for',
      day('2026-06-09', { isOpen: true, hasPanel: false, isHeld: true }),
    ],
  ])('refuses %s', (_, open) => {
    expect(decideMonth([day('2026-06-08'), open], over)).toEqual({
      kind: 'refused',
      why: 'not-completed',
      day: '2026-06-09',
    });
  });

  it.each([[[]], [[day('2026-06-08', { isOpen: true, hasPanel: false })]]])(
    'knows no month without a day: %j',
    (days) => {
      expect(decideMonth(days, over)).toEqual({ kind: 'refused', why: 'unknown' });
    },
  );

  it.each([
    ['one millisecond before its end', END - 1],
    ['in the middle of it', END - 14 * 86_400_000],
  ])('refuses a month %s, whatever its days say', (_, now) => {
    const refused = { kind: 'refused', why: 'not-over' };
    expect(decideMonth([day('2026-06-08')], { now, end: END })).toEqual(refused);
    expect(decideMonth([day('2026-06-08', { isOpen: true })], { now, end: END })).toEqual(refused);
    expect(decideMonth([], { now, end: END })).toEqual({ kind: 'refused', why: 'unknown' });
  });

  it('completes a month from its end on, also years later', () => {
    for (const now of [END, END + 1, END + 400 * 86_400_000]) {
      expect(decideMonth([day('2026-06-08')], { now, end: END }).kind).toBe('complete');
    }
  });
});
