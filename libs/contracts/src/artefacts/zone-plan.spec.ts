import { planLocationErrorSchema, zonePlanArtefactSchema } from './zone-plan';

const given = { median: 0.06, p90: 0.2, bias: -0.01, source: '20,000 simulated people on 2026-06-08' };

describe('the location error of a plan', () => {
  it('is taken as measured, its bias where there is one', () => {
    expect(planLocationErrorSchema.parse(given)).toEqual(given);
    expect(planLocationErrorSchema.parse({ ...given, bias: null }).bias).toBeNull();
  });

  it.each([
    ['a median above p90', { median: 0.3 }],
    ['less than nothing', { median: -0.1 }],
    ['no number', { p90: Number.POSITIVE_INFINITY }],
    ['fewer people than none', { bias: -1.1 }],
    ['nothing about its source', { source: '  ' }],
    ['a source of several lines', { source: 'simulated\nDROP' }],
    ['a long story', { source: 'x'.repeat(201) }],
  ])('is refused with %s', (_, over) => {
    expect(planLocationErrorSchema.safeParse({ ...given, ...over }).success).toBe(false);
  });

  it('is null in plans of before', () => {
    expect(zonePlanArtefactSchema.shape.locationError.parse(undefined)).toBeNull();
  });
});
