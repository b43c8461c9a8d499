import { addDays, type Day, type MarketId, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { compareTerms } from './compare-terms';
import { type AskedFor, findMissing } from './entitlement';
import { EXPORT_FORMATS, GRAINS, PROHIBITIONS, SOLD_PRODUCTS, type Terms, UNLIMITED } from './terms';

const FROM = '2025-03-01' as Day;
const terms = (overrides: Partial<Terms> = {}): Terms => ({
  ...UNLIMITED,
  market: 'leipzig' as MarketId,
  purpose: 'place-statistics',
  products: ['presence', 'visitors'],
  zones: ['a', 'b'] as ZoneId[],
  finestGrain: 'DAY',
  history: { from: FROM, to: addDays(FROM, 30) },
  price: { minorUnitsPerFigure: 1, currency: 'EUR' },
  quota: { figuresPerMonth: 100, kind: 'hard' },
  questionsPerMinute: 10,
  retentionDays: 30,
  exportFormats: ['csv'],
  ...overrides,
});

const day = fc.integer({ min: -3, max: 3 }).map((by) => addDays(FROM, by * 10));
const limit = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });
const anyTerms: fc.Arbitrary<Terms> = fc.record({
  market: fc.constant('leipzig' as MarketId),
  purpose: fc.constantFrom('place-statistics', 'public-planning'),
  products: fc.uniqueArray(fc.constantFrom(...SOLD_PRODUCTS), { minLength: 1, maxLength: 3 }),
  zones: fc.oneof(fc.constant('all' as const), fc.subarray(['a', 'b', 'c'] as ZoneId[], { minLength: 1 })),
  finestGrain: fc.constantFrom(...GRAINS),
  history: fc.record({ from: day, to: fc.option(day, { nil: null }) }),
  price: fc.record({ minorUnitsPerFigure: fc.nat(3), currency: fc.constant('EUR') }),
  quota: fc.option(fc.record({ figuresPerMonth: fc.nat(3), kind: fc.constantFrom('hard', 'soft') }), { nil: null }),
  questionsPerMinute: limit,
  exportFormats: fc.subarray([...EXPORT_FORMATS]),
  prohibitions: fc.subarray([...PROHIBITIONS]),
  retentionDays: limit,
  contacts: fc.constant([]),
});
const anyQuestion: fc.Arbitrary<AskedFor> = fc.record({
  purpose: fc.constantFrom(null, 'place-statistics', 'public-planning'),
  product: fc.constantFrom(...SOLD_PRODUCTS),
  zoneIds: fc.subarray(['a', 'b', 'c', 'd'] as ZoneId[], { minLength: 1 }),
  grain: fc.constantFrom(...GRAINS),
  firstDay: day,
  lastDay: day,
});

describe('what differs between two versions', () => {
  it('is nothing where they say the same, in whatever order', () => {
    const turned = terms({ zones: ['b', 'a'] as ZoneId[], products: ['visitors', 'presence'] });
    expect(compareTerms(terms(), turned)).toEqual([]);
  });

  it.each([
    ['another market', { market: 'halle' as MarketId }, true],
    ['another purpose', { purpose: 'public-planning' }, true],
    ['one product more', { products: ['presence', 'visitors', 'dwell'] }, true],
    ['one product less', { products: ['presence'] }, false],
    ['another product', { products: ['presence', 'dwell'] }, true],
    ['all zones', { zones: 'all' }, true],
    ['one zone less', { zones: ['a'] as ZoneId[] }, false],
    ['a finer grain', { finestGrain: 'HOUR' }, true],
    ['a coarser grain', { finestGrain: 'MONTH' }, false],
    ['an earlier day', { history: { from: addDays(FROM, -1), to: addDays(FROM, 30) } }, true],
    ['no last day', { history: { from: FROM, to: null } }, true],
    ['an earlier last day', { history: { from: FROM, to: addDays(FROM, 29) } }, false],
    ['a lower price', { price: { minorUnitsPerFigure: 0, currency: 'EUR' } }, false],
    ['a larger quota', { quota: { figuresPerMonth: 101, kind: 'hard' } }, true],
    ['a smaller quota', { quota: { figuresPerMonth: 99, kind: 'hard' } }, false],
    ['a quota that is soft now', { quota: { figuresPerMonth: 99, kind: 'soft' } }, true],
    ['no quota', { quota: null }, true],
    ['more questions a minute', { questionsPerMinute: 11 }, true],
    ['fewer questions a minute', { questionsPerMinute: 9 }, false],
    ['another format', { exportFormats: ['parquet'] }, true],
    ['no format', { exportFormats: [] }, false],
    ['one prohibition less', { prohibitions: PROHIBITIONS.slice(1) }, true],
    ['longer retention', { retentionDays: null }, true],
    ['a contact', { contacts: [{ role: 'billing', email: 'invoices@shop.example' }] }, false],
  ] as [string, Partial<Terms>, boolean][])('is %s, and whether that raises a limit', (_, overrides, raises) => {
    expect(compareTerms(terms(), terms(overrides))).toMatchObject([{ raises }]);
  });

  it('is read as text', () => {
    expect(compareTerms(terms(), terms({ zones: 'all' }))).toEqual([
      { term: 'zones', before: 'a, b', after: 'all', raises: true },
    ]);
  });

  it('is found in long lists, too', () => {
    const many = Array.from({ length: 60 }, (_, index) => `z${index + 10}` as ZoneId);
    const [change] = compareTerms(terms({ zones: many }), terms({ zones: [...many.slice(0, -1), 'z99' as ZoneId] }));
    expect(change).toMatchObject({ term: 'zones', raises: true, before: expect.stringMatching(/and 10 more$/) });
  });

  it('raises a limit wherever the later terms allow a question that the earlier ones did not', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, anyQuestion, (before, after, question) => {
        const isNew = findMissing(question, before).length > 0 && findMissing(question, after).length === 0;
        if (isNew) expect(compareTerms(before, after).some(({ raises }) => raises)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is nothing exactly where nothing differs', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (one, other) => {
        expect(compareTerms(one, one)).toEqual([]);
        const back = compareTerms(other, one).map(({ term, before, after }) => [term, after, before]);
        expect(compareTerms(one, other).map(({ term, before, after }) => [term, before, after])).toEqual(back);
      }),
    );
  });
});
