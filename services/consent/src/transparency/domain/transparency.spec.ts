import { findActive } from './find-active';
import { listMonths } from './list-months';
import { roundCount } from './round-count';

describe('what the public is told', () => {
  it.each([
    [0, { kind: 'under-100' }],
    [99, { kind: 'under-100' }],
    [100, { kind: 'about', count: 100 }],
    [149, { kind: 'about', count: 100 }],
    [150, { kind: 'about', count: 200 }],
    [12_349, { kind: 'about', count: 12_300 }],
  ])('of %p people is rounded', (count, rounded) => {
    expect(roundCount(count)).toEqual(rounded);
  });

  it('goes back over the turn of a year', () => {
    expect(listMonths(new Date('2026-02-28T23:59:59Z'), 3)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(listMonths(new Date('2026-03-31T10:00:00Z'), 2)).toEqual(['2026-03', '2026-02']);
  });

  it('of contracts is what holds now, also after one ended by itself', () => {
    const schedule = [
      { from: '2026-06-01T00:00:00.000Z', active: { retail: 2 } },
      { from: '2026-07-01T00:00:00.000Z', active: { retail: 1 } },
    ];
    expect(findActive(schedule, new Date('2026-05-31T00:00:00Z'))).toBeUndefined();
    expect(findActive(schedule, new Date('2026-06-30T23:59:59Z'))?.active).toEqual({ retail: 2 });
    expect(findActive(schedule, new Date('2026-07-01T00:00:00Z'))?.active).toEqual({ retail: 1 });
  });
});
