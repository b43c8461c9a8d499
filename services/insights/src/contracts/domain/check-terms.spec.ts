import type { Day, MarketId, Purpose, ZoneId } from '@passant/contracts';
import { findTermsProblems, type Stock } from './check-terms';
import { PROHIBITIONS, type Terms, UNLIMITED } from './terms';

const terms = (overrides: Partial<Terms> = {}): Terms => ({
  ...UNLIMITED,
  market: 'leipzig' as MarketId,
  purpose: 'place-statistics',
  products: ['presence'],
  zones: ['a' as ZoneId],
  finestGrain: 'HOUR',
  history: { from: '2025-01-01' as Day, to: null },
  price: { minorUnitsPerFigure: 1, currency: 'EUR' },
  ...overrides,
});
const stock = (releasedPurposes: readonly Purpose[] = []): Stock => ({
  planZones: new Set(['a', 'b'] as ZoneId[]),
  releasedPurposes: new Set(releasedPurposes),
});

describe('terms', () => {
  it('may be written down where they are in order', () => {
    expect(findTermsProblems(terms(), stock())).toEqual([]);
    expect(findTermsProblems(terms({ zones: 'all' }), { ...stock(), planZones: new Set() })).toEqual([]);
    const limited = { quota: { figuresPerMonth: 1, kind: 'hard' }, questionsPerMinute: 1, retentionDays: 1 } as const;
    expect(findTermsProblems(terms(limited), stock(['place-statistics']))).toEqual([]);
  });

  it.each([
    ['no product', { products: [] }],
    ['a product twice', { products: ['presence', 'presence'] }],
    ['no zone', { zones: [] }],
    ['a zone that is not in the plan', { zones: ['x' as ZoneId] }],
    ['a history that ends before it begins', { history: { from: '2025-02-02' as Day, to: '2025-02-01' as Day } }],
    ['a fraction of a cent', { price: { minorUnitsPerFigure: 0.5, currency: 'EUR' } }],
    ['a negative price', { price: { minorUnitsPerFigure: -1, currency: 'EUR' } }],
    ['a price that no number holds', { price: { minorUnitsPerFigure: 2 ** 53, currency: 'EUR' } }],
    ['an empty quota', { quota: { figuresPerMonth: 0, kind: 'hard' } }],
    ['a quota of half a figure', { quota: { figuresPerMonth: 0.5, kind: 'soft' } }],
    ['no question a minute', { questionsPerMinute: 0 }],
    ['no day of retention', { retentionDays: 0 }],
    ['a format twice', { exportFormats: ['csv', 'csv'] }],
    ['a refused use that is not forbidden', { prohibitions: PROHIBITIONS.slice(1) }],
  ] as [string, Partial<Terms>][])('are refused with %s', (_, overrides) => {
    expect(findTermsProblems(terms(overrides), stock())).toHaveLength(1);
  });

  it('are for a purpose that something was released for, once anything was', () => {
    const planning = terms({ purpose: 'public-planning' });
    expect(findTermsProblems(planning, stock(['place-statistics']))).toEqual([
      expect.stringMatching(/public-planning/),
    ]);
    expect(findTermsProblems(planning, stock(['place-statistics', 'public-planning']))).toEqual([]);
  });

  it('name everything that is wrong at once', () => {
    const wrong = terms({ products: [], zones: [], questionsPerMinute: 0 });
    expect(findTermsProblems(wrong, stock())).toHaveLength(3);
  });
});
