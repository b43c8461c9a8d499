import { type DayOfMonth, decideMonth } from './decide-month';

const day = (name: string, overrides: Partial<DayOfMonth> = {}): DayOfMonth => {
  return { day: name, isOpen: false, hasPanel: true, isHeld: false, ...overrides };
};

describe('decideMonth', () => {
  it('completes a month whose days were all handed over or have ended', () => {
    const days = [day('2026-06-08'), day('2026-06-09')];
    expect(decideMonth(days)).toEqual({ kind: 'complete', days: ['2026-06-08', '2026-06-09'] });
  });

  it('leaves out days that never had a panel', () => {
    const days = [day('2026-06-08'), day('2026-06-09', { isOpen: true, hasPanel: false })];
    expect(decideMonth(days)).toEqual({ kind: 'complete', days: ['2026-06-08'] });
  });

  it.each([
    ['a day that has a panel and still takes rows', day('2026-06-09', { isOpen: true })],
    [
      'a day without a panel that a batch waits for',
      day('2026-06-09', { isOpen: true, hasPanel: false, isHeld: true }),
    ],
  ])('refuses %s', (_, open) => {
    expect(decideMonth([day('2026-06-08'), open])).toEqual({
      kind: 'refused',
      why: 'not-completed',
      day: '2026-06-09',
    });
  });

  it.each([[[]], [[day('2026-06-08', { isOpen: true, hasPanel: false })]]])(
    'knows no month without a day: %j',
    (days) => {
      expect(decideMonth(days)).toEqual({ kind: 'refused', why: 'unknown' });
    },
  );
});
