import fc from 'fast-check';
import { type Day, type Purpose, PURPOSES, type TimeZone } from '@passant/contracts';
import { chooseComingDay, isRequestable } from './choose-coming-day';
import { chooseGroup, chooseMonthGroup } from './choose-group';

const BERLIN = 'Europe/Berlin' as TimeZone;
const at = (text: string): number => Date.parse(text);
const day = (text: string): Day => text as Day;

describe('the group of a person', () => {
  it.each<[readonly Purpose[], string | undefined]>([
    [[], undefined],
    [['place-statistics'], 'place-statistics'],
    [['public-planning'], 'public-planning'],
    [['place-statistics', 'public-planning'], 'both'],
  ])('who permits %j is %s', (purposes, group) => {
    expect(chooseGroup((purpose) => purposes.includes(purpose), 'presence', { dayStart: 0, issuedAt: 1 })).toBe(group);
  });

  it('counts only purposes that hold at the day’s start, at issue, and once everything recorded counts', () => {
    const instants = { dayStart: 10, issuedAt: 20 };
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (atStart, atIssue, finally_) => {
        const allows = (_purpose: Purpose, _kind: string, instant: number): boolean =>
          instant === 10 ? atStart : instant === 20 ? atIssue : finally_;
        expect(chooseGroup(allows, 'presence', instants) === 'both').toBe(atStart && atIssue && finally_);
      }),
    );
  });
});

describe('the group of a person for return visits, over a month', () => {
  const starts = [10, 20, 30];
  const at = (dayStart: number): { dayStart: number; issuedAt: number } => ({ dayStart, issuedAt: 100 });
  const since = (from: Partial<Record<Purpose, number>>) => (purpose: Purpose, _kind: string, instant: number) =>
    instant >= (from[purpose] ?? Infinity) && from[purpose] !== undefined;

  it('is that of the first day on which anything is permitted; another purpose counts from the next month', () => {
    const allows = since({ 'place-statistics': 15, 'public-planning': 25 });
    expect(chooseMonthGroup(allows, at(10), starts.slice(0, 1))).toBeUndefined();
    expect(chooseMonthGroup(allows, at(20), starts.slice(0, 2))).toBe('place-statistics');
    expect(chooseMonthGroup(allows, at(30), starts)).toBe('place-statistics');
  });

  it('leaves out who does not permit all of it on the day itself', () => {
    const allows = (purpose: Purpose, _kind: string, instant: number): boolean =>
      purpose === 'place-statistics' || instant !== 20;
    expect(chooseMonthGroup(allows, at(10), starts.slice(0, 1))).toBe('both');
    expect(chooseMonthGroup(allows, at(20), starts.slice(0, 2))).toBeUndefined();
    expect(chooseMonthGroup(allows, at(30), starts)).toBe('both');
  });

  it('is one group at most on all days of a month, whatever is permitted when, as long as nothing is recorded anew', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 31 }), (permitted) => {
        const allows = (purpose: Purpose, _kind: string, instant: number): boolean =>
          permitted[instant]?.[PURPOSES.indexOf(purpose)] ?? true;
        const days = permitted.map((_, index) => index);
        const groups = days.map((index) =>
          chooseMonthGroup(allows, { dayStart: index, issuedAt: 1000 }, days.slice(0, index + 1)),
        );
        expect(new Set(groups.filter((group) => group !== undefined)).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('which days get a panel', () => {
  it.each([
    ['2026-06-08T19:59:59Z', undefined],
    ['2026-06-08T20:00:00Z', '2026-06-09'],
    ['2026-06-08T21:59:59Z', '2026-06-09'],
    ['2026-06-08T22:00:00Z', undefined],
  ])('at %s the coming day is %s', (now, coming) => {
    expect(chooseComingDay(at(now), BERLIN)).toBe(coming);
  });

  it.each([
    ['2012-04-03', true],
    ['2026-06-09', true],
    ['2026-06-10', false],
    ['9999-12-31', false],
  ])('a panel of %s may be asked for on 2026-06-08: %s', (asked, may) => {
    expect(isRequestable(day(asked), at('2026-06-08T10:00:00Z'), BERLIN)).toBe(may);
  });
});
