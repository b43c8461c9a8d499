import fc from 'fast-check';
import { addEstimates, type Estimate, isPublished, SumIncomplete, toEstimates, toTimedEstimates } from './estimates';

const published = (value: number): Estimate => ({
  status: 'PUBLISHED',
  value,
  low: value - 1,
  high: value + 2,
  unit: 'people',
});
const suppressed: Estimate = { status: 'SUPPRESSED', unit: 'people' };
const COLUMNS = {
  ...{ values: [5, null, null], lows: [4, null, null], highs: [7, null, null], unit: 'people' },
  ...{
    statuses: ['PUBLISHED', 'SUPPRESSED', 'NO_DATA'] as const,
    starts: ['2025-03-29T00:00:00Z', '2025-03-29T01:00:00Z', '2025-03-29T02:00:00Z'],
  },
};

describe('figures', () => {
  it('have numbers only where they are published', () => {
    expect(toEstimates(COLUMNS)).toEqual([
      { status: 'PUBLISHED', value: 5, low: 4, high: 7, unit: 'people' },
      { status: 'SUPPRESSED', unit: 'people' },
      { status: 'NO_DATA', unit: 'people' },
    ]);
    expect(toTimedEstimates(COLUMNS).map(({ start }) => start.getUTCHours())).toEqual([0, 1, 2]);
  });

  it('that are published and have no numbers are no figures', () => {
    expect(() => toEstimates({ ...COLUMNS, values: [null, null, null] })).toThrow(TypeError);
  });
});

describe('a sum', () => {
  it('adds values and distances', () => {
    expect(addEstimates([published(5), published(7)])).toEqual({
      ...{ status: 'PUBLISHED', value: 12, low: 10, high: 16, unit: 'people', leftOut: 0 },
    });
  });

  it('never takes what is suppressed for nothing', () => {
    const figures = fc.array(fc.oneof(fc.nat(1000).map(published), fc.constant(suppressed)), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(figures, (estimates) => {
        const known = estimates.filter(isPublished);
        if (known.length < estimates.length) expect(() => addEstimates(estimates)).toThrow(SumIncomplete);
        if (known.length === 0) return;
        const sum = addEstimates(estimates, { leaveOut: true });
        expect(sum.leftOut).toBe(estimates.length - known.length);
        expect(sum.value).toBe(known.reduce((total, { value }) => total + value, 0));
      }),
    );
  });

  it('of nothing, of nothing published, or of different units is none', () => {
    expect(() => addEstimates([])).toThrow(RangeError);
    expect(() => addEstimates([suppressed], { leaveOut: true })).toThrow(SumIncomplete);
    expect(() => addEstimates([published(1), { ...published(1), unit: 'visits' }])).toThrow(RangeError);
  });
});
