import type { Day, MarketId, ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { type ContractVersion, findTermsProblems, findVersionAt, type Terms } from './terms';

const terms = (overrides: Partial<Terms> = {}): Terms => ({
  market: 'leipzig' as MarketId,
  purpose: 'place-statistics',
  products: ['presence'],
  zones: ['a' as ZoneId],
  finestGrain: 'HOUR',
  history: { from: '2025-01-01' as Day, to: null },
  price: { minorUnitsPerFigure: 1, currency: 'EUR' },
  ...overrides,
});
const version = (number: number, effectiveFromMs: number, approvedBy: string | null): ContractVersion => ({
  ...{ id: `v${number}`, number, effectiveFromMs, approvedBy, terms: terms() },
});
const PLAN = new Set(['a', 'b'] as ZoneId[]);

describe('the version that decides', () => {
  const versions = [version(1, 100, 'anton'), version(2, 200, 'anton'), version(3, 150, null)];

  it.each([
    [99, undefined],
    [100, 1],
    [199, 1],
    [200, 2],
    [10_000, 2],
  ])('at %i is number %s', (nowMs, number) => {
    expect(findVersionAt(versions, nowMs)?.number).toBe(number);
  });

  it('is never one that nobody approved, or one of the future', () => {
    const anyVersion = fc.record({
      number: fc.integer({ min: 1, max: 50 }),
      from: fc.integer({ min: 0, max: 1000 }),
      approved: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyVersion), fc.integer({ min: 0, max: 1000 }), (all, nowMs) => {
        const found = findVersionAt(
          all.map(({ number, from, approved }) => version(number, from, approved ? 'anton' : null)),
          nowMs,
        );
        const eligible = all.filter(({ approved, from }) => approved && from <= nowMs);
        expect(found?.number).toBe(eligible.length ? Math.max(...eligible.map(({ number }) => number)) : undefined);
      }),
    );
  });
});

describe('terms', () => {
  it('may be written down where they are in order', () => {
    expect(findTermsProblems(terms(), PLAN)).toEqual([]);
    expect(findTermsProblems(terms({ zones: 'all' }), new Set())).toEqual([]);
  });

  it.each([
    ['no product', { products: [] }],
    ['a product twice', { products: ['presence', 'presence'] }],
    ['no zone', { zones: [] }],
    ['a zone that is not in the plan', { zones: ['x' as ZoneId] }],
    ['a history that ends before it begins', { history: { from: '2025-02-02' as Day, to: '2025-02-01' as Day } }],
    ['a fraction of a cent', { price: { minorUnitsPerFigure: 0.5, currency: 'EUR' } }],
    ['a negative price', { price: { minorUnitsPerFigure: -1, currency: 'EUR' } }],
  ] as [string, Partial<Terms>][])('are refused with %s', (_, overrides) => {
    expect(findTermsProblems(terms(overrides), PLAN)).toHaveLength(1);
  });
});
