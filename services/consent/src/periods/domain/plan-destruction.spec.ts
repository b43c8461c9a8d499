import type { Day, Month, TimeZone } from '@passant/contracts';
import { planDestruction, planMonthDestruction } from './plan-destruction';

const BERLIN = 'Europe/Berlin' as TimeZone;
const at = (text: string): number => Date.parse(text);
const day = (text: string): Day => text as Day;

describe('the life of a day', () => {
  it.each([
    ['2026-06-08', '2026-06-07T20:00:00Z', '2026-06-10T22:00:00Z'],
    ['2026-03-29', '2026-03-28T20:00:00Z', '2026-03-31T22:00:00Z'],
    ['2026-06-08', '2026-06-20T08:00:00Z', '2026-06-22T08:00:00Z'],
  ])('%s, issued %s, ends %s', (panelDay, issuedAt, end) => {
    expect(planDestruction(day(panelDay), BERLIN, at(issuedAt))).toBe(at(end));
  });
});

describe('the life of a month', () => {
  it.each([
    ['48 h after its end, in live use', '2026-05-31T20:00:00Z', '2026-06-29T20:00:00Z', '2026-07-02T22:00:00Z'],
    ['48 h after its last panel, replayed', '2026-08-01T08:00:00Z', '2026-08-10T08:00:00Z', '2026-08-12T08:00:00Z'],
    [
      'never more than 33 days after it was begun',
      '2026-08-01T08:00:00Z',
      '2026-09-02T08:00:00Z',
      '2026-09-03T08:00:00Z',
    ],
    [
      'nor by a late panel of a month in live use',
      '2026-06-01T20:00:00Z',
      '2026-07-04T08:00:00Z',
      '2026-07-04T20:00:00Z',
    ],
    ['its own length at least', '2026-05-20T20:00:00Z', '2026-06-29T20:00:00Z', '2026-07-02T22:00:00Z'],
  ])('ends %s: begun %s, panel %s, ends %s', (_why, begunAt, issuedAt, end) => {
    const times = { begunAt: at(begunAt), issuedAt: at(issuedAt) };
    expect(planMonthDestruction('2026-06' as Month, BERLIN, times)).toBe(at(end));
  });

  it('is at most 33 days and the change of clocks for marks of the longest month', () => {
    const times = { begunAt: at('2026-09-30T20:00:00Z'), issuedAt: at('2026-10-30T20:00:00Z') };
    const end = planMonthDestruction('2026-10' as Month, BERLIN, times);
    expect((end - at('2026-09-30T22:00:00Z')) / 3_600_000).toBe(33 * 24 + 1);
  });
});
