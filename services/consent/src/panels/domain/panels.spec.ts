import fc from 'fast-check';
import type { Day, Purpose, TimeZone } from '@passant/contracts';
import { randomSourceFrom } from '@passant/privacy';
import { chooseComingDay, isRequestable } from './choose-coming-day';
import { chooseGroup } from './choose-group';
import { measureSizes } from './measure-sizes';
import { planDestruction } from './plan-destruction';

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

describe('the life of a day', () => {
  it.each([
    ['2026-06-08', '2026-06-07T20:00:00Z', '2026-06-10T22:00:00Z'],
    ['2026-03-29', '2026-03-28T20:00:00Z', '2026-03-31T22:00:00Z'],
    ['2026-06-08', '2026-06-20T08:00:00Z', '2026-06-22T08:00:00Z'],
  ])('%s, issued %s, ends %s', (panelDay, issuedAt, end) => {
    expect(planDestruction(day(panelDay), BERLIN, at(issuedAt))).toBe(at(end));
  });

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

describe('measured sizes', () => {
  it('are exact size plus noise of variance 1000, for every group, empty ones too', () => {
    let seed = 1;
    const source = randomSourceFrom((bytes) => {
      for (let index = 0; index < bytes.length; index += 1) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        bytes[index] = seed >>> 24;
      }
    });
    const errors: number[] = [];
    for (let round = 0; round < 1000; round += 1) {
      const sizes = measureSizes((_kind, group) => (group === 'both' ? 500 : 0), source);
      expect(sizes.map(({ group }) => group)).toEqual(['place-statistics', 'public-planning', 'both']);
      for (const { group, size, rho, sigmaSquared } of sizes) {
        expect([rho, sigmaSquared]).toEqual(['1/2000', 1000]);
        errors.push(size - (group === 'both' ? 500 : 0));
      }
    }
    const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
    const variance = errors.reduce((sum, each) => sum + each * each, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(3);
    expect(Math.abs(variance - 1000)).toBeLessThan(120);
  });
});
