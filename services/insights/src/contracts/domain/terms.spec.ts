import type { Day, MarketId, ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { type ContractVersion, findVersionAt, PROHIBITIONS, readTerms, type Terms, UNLIMITED } from './terms';

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
const version = (number: number, effectiveFromMs: number, approvedBy: string | null): ContractVersion => ({
  ...{ id: `v${number}`, number, effectiveFromMs, approvedBy, terms: terms() },
});

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

describe('terms of a version of before', () => {
  it('say what they did not say: no limits, every format, every prohibition', () => {
    const { market, purpose, products, zones, finestGrain, history, price } = terms();
    const read = readTerms({ market, purpose, products, zones, finestGrain, history, price });
    expect(read).toEqual(terms());
    expect(read.prohibitions).toEqual(PROHIBITIONS);
  });

  it('keep what they say', () => {
    const quota = { figuresPerMonth: 3, kind: 'soft' } as const;
    expect(readTerms(terms({ quota })).quota).toEqual(quota);
  });
});
