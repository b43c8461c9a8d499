import { addDays, type Day, type MarketId, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { type AskedFor, chooseContract, findMissing, toSentence } from './entitlement';
import { GRAINS, SOLD_PRODUCTS, type Terms, UNLIMITED } from './terms';

const FROM = '2025-03-01' as Day;
const TO = '2025-03-31' as Day;
const terms = (overrides: Partial<Terms> = {}): Terms => ({
  ...UNLIMITED,
  market: 'leipzig' as MarketId,
  purpose: 'place-statistics',
  products: ['presence'],
  zones: ['a', 'b'] as ZoneId[],
  finestGrain: 'DAY',
  history: { from: FROM, to: TO },
  price: { minorUnitsPerFigure: 1, currency: 'EUR' },
  ...overrides,
});
const asked = (overrides: Partial<AskedFor> = {}): AskedFor => ({
  purpose: null,
  product: 'presence',
  zoneIds: ['a'] as ZoneId[],
  grain: 'DAY',
  firstDay: FROM,
  lastDay: TO,
  ...overrides,
});

describe('what a question lacks', () => {
  it('is nothing inside the contract', () => {
    expect(findMissing(asked(), terms())).toEqual([]);
    expect(findMissing(asked({ purpose: 'place-statistics', grain: 'MONTH' }), terms())).toEqual([]);
    expect(findMissing(asked({ zoneIds: ['elsewhere' as ZoneId] }), terms({ zones: 'all' }))).toEqual([]);
    expect(findMissing(asked({ lastDay: '2099-01-01' as Day }), terms({ history: { from: FROM, to: null } }))).toEqual(
      [],
    );
  });

  it.each([
    ['purpose', { purpose: 'public-planning' }, 'purpose public-planning (the contract is for place-statistics)'],
    ['product', { product: 'visitors' }, 'product visitors (the contract has presence)'],
    ['zone', { zoneIds: ['a', 'c', 'd'] as ZoneId[] }, 'zones c, d'],
    ['grain', { grain: 'HOUR' }, 'grain HOUR (the finest of the contract is DAY)'],
    [
      'period',
      { firstDay: addDays(FROM, -1) },
      'period 2025-02-28 to 2025-03-31 (the contract has 2025-03-01 to 2025-03-31)',
    ],
    [
      'period',
      { lastDay: addDays(TO, 1) },
      'period 2025-03-01 to 2025-04-01 (the contract has 2025-03-01 to 2025-03-31)',
    ],
  ] as [string, Partial<AskedFor>, string][])('names a missing %s', (what, overrides, sentence) => {
    const missing = findMissing(asked(overrides), terms());
    expect(missing.map((one) => one.what)).toEqual([what]);
    expect(missing.map(toSentence)).toEqual([sentence]);
  });

  it('names everything at once', () => {
    const missing = findMissing(
      asked({ product: 'visitors', zoneIds: ['z' as ZoneId], grain: 'HOUR', purpose: 'public-planning' }),
      terms(),
    );
    expect(missing.map(({ what }) => what)).toEqual(['purpose', 'product', 'zone', 'grain']);
  });

  it('does not list thousands of zones', () => {
    const zoneIds = Array.from({ length: 25 }, (_, index) => `z${index}` as ZoneId);
    expect(findMissing(asked({ zoneIds }), terms()).map(toSentence)[0]).toMatch(/z19 and 5 more$/);
  });

  it('never grows when the contract grows', () => {
    const zone = fc.constantFrom('a', 'b', 'c') as fc.Arbitrary<ZoneId>;
    const question = fc.record({
      purpose: fc.constantFrom(null, 'place-statistics', 'public-planning'),
      product: fc.constantFrom(...SOLD_PRODUCTS),
      zoneIds: fc.uniqueArray(zone, { minLength: 1 }),
      grain: fc.constantFrom(...GRAINS),
      firstDay: fc.constantFrom(FROM, addDays(FROM, -5)),
      lastDay: fc.constantFrom(TO, addDays(TO, 5)),
    }) as fc.Arbitrary<AskedFor>;
    fc.assert(
      fc.property(question, (one) => {
        const wider = terms({
          ...{ products: SOLD_PRODUCTS, zones: 'all', finestGrain: 'HOUR' },
          history: { from: addDays(FROM, -100), to: null },
        });
        const before = new Set(findMissing(one, terms()).map(({ what }) => what));
        expect(findMissing(one, wider).every(({ what }) => before.has(what))).toBe(true);
      }),
    );
  });
});

describe('the contract that answers', () => {
  const product = { what: 'product', asked: 'visitors', granted: [] } as const;
  const zone = { what: 'zone', asked: [] } as const;

  it('is the first that lacks nothing', () => {
    const candidates = [
      { contract: 'one', missing: [product] },
      { contract: 'two', missing: [] },
      { contract: 'three', missing: [] },
    ];
    expect(chooseContract(candidates)?.contract).toBe('two');
  });

  it('is else the one that lacks least, so that the error is about that one', () => {
    const candidates = [
      { contract: 'one', missing: [product, zone] },
      { contract: 'two', missing: [zone] },
    ];
    expect(chooseContract(candidates)?.contract).toBe('two');
  });

  it('is none where there is none', () => {
    expect(chooseContract([])).toBeUndefined();
  });
});
