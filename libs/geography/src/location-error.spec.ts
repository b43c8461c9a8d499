import { footprintRule, measureErrors, toPresence } from './location-error';

const rule = footprintRule({
  cells: ['A', 'B'].map((cellId, footprint) => ({ cellId, footprint, latitude: 51, longitude: 12 })),
  footprints: [
    { zones: [0, 1, 2], probabilities: [0.5, 0.25, 0.25] },
    { zones: [1], probabilities: [1] },
  ],
  overlaps: [],
});

describe('toPresence', () => {
  it('shares the people of a cell among its zones; who is outside, or in a cell nobody knows, is in none', () => {
    const cellHours = new Map([
      ['A', Float64Array.of(40, 8)],
      ['B', Float64Array.of(10, 0)],
      ['X-UNKNOWN', Float64Array.of(99, 99)],
    ]);
    expect(toPresence(rule, cellHours, 2).map((hours) => [...hours])).toEqual([
      [20, 4],
      [20, 2],
    ]);
  });

  it('is nobody anywhere where no cell was heard', () => {
    expect(toPresence(rule, new Map(), 1)).toEqual([new Float64Array(0)]);
  });
});

describe('measureErrors', () => {
  const hours = (...values: number[]) => Float64Array.from(values);

  it('takes median and 90th percentile over zone-hours of at least 20 people, bias over all', () => {
    const truth = [hours(100, 100, 100, 100, 100), hours(100, 100, 100, 100, 100), hours(19, 0, 0, 0, 0)];
    const told = [hours(101, 98, 103, 96, 105), hours(94, 107, 92, 109, 90), hours(0, 0, 0, 0, 19)];
    const errors = measureErrors(told, truth)!;
    expect(errors).toEqual({
      median: expect.closeTo(0.06),
      p90: expect.closeTo(0.1),
      bias: expect.closeTo(-5 / 1_019),
      zoneHours: 10,
    });
  });

  it('says nothing of places with fewer than 20 people', () => {
    expect(measureErrors([hours(19)], [hours(19.9)])).toBeUndefined();
  });
});
