import { EMPTY_TERMS, findDraftProblems, toAmendInput, toDraft, toDraftInput, type WrittenTerms } from './terms-draft';

const WRITTEN: WrittenTerms = {
  ...{ market: 'leipzig', purpose: 'place-statistics', products: ['visitors'], allZones: false, zoneIds: ['A', 'B'] },
  ...{ finestGrain: 'DAY', from: '2026-06-01', to: null, priceMinorUnitsPerFigure: 3, currency: 'EUR' },
  ...{ figuresPerMonth: 500, quotaKind: 'soft', questionsPerMinute: null, exportFormats: ['csv'], retentionDays: 90 },
  ...{ prohibitions: ['credit'], contacts: [{ role: 'billing', email: 'bills@shop.example' }] },
};
const WHOLE = { ...EMPTY_TERMS, from: '2026-06-01' };

describe('terms as they are typed', () => {
  it('are whole with a first day alone: everything else has a beginning', () => {
    expect(findDraftProblems(WHOLE)).toEqual({});
    expect(findDraftProblems(EMPTY_TERMS)).toEqual({ from: 'missing' });
  });

  it.each([
    [{ products: [] }, { products: 'noProduct' }],
    [{ allZones: false }, { zoneIds: 'noZone' }],
    [{ to: '2026-05-31' }, { to: 'endsBefore' }],
    [{ to: '2026-06-01' }, {}],
    [{ price: '0' }, {}],
    [{ price: '10000' }, {}],
    [{ price: '10001' }, { price: 'notAPrice' }],
    [{ price: '1.5' }, { price: 'notAPrice' }],
    [{ currency: 'Euro' }, { currency: 'notACurrency' }],
    [{ figuresPerMonth: '0' }, { figuresPerMonth: 'notWhole' }],
    [{ questionsPerMinute: '-1' }, { questionsPerMinute: 'notWhole' }],
    [{ retentionDays: '1' }, {}],
    [{ kind: 'pilot', namedBuyer: 'Shop' }, { day: 'missing' }],
    [{ kind: 'pilot', day: '2026-09-01' }, { namedBuyer: 'missing' }],
    [{ contacts: [{ role: 'billing', email: 'nobody' }] }, { contacts: 'notAnEmail' }],
  ])('%j: %j', (typed, problems) => {
    expect(findDraftProblems({ ...WHOLE, ...typed })).toEqual(problems);
  });

  it('become what the graph takes: what is empty is no limit, and all zones name none', () => {
    const input = toDraftInput('client', { ...WHOLE, zoneIds: ['A'], figuresPerMonth: '200' });
    expect(input).toMatchObject({ clientId: 'client', market: null, allZones: true, zoneIds: null, to: null });
    expect(input).toMatchObject({ figuresPerMonth: 200, questionsPerMinute: null, validUntil: null });
  });

  it('that were written come back as they were, so that an amendment changes what was changed', () => {
    const { prohibitions, ...terms } = WRITTEN;
    const input = toAmendInput('contract', toDraft(WRITTEN));
    expect(input).toEqual({ ...terms, contractId: 'contract', effectiveFrom: null });
    // Every contract forbids all of it: nobody writes that down anew.
    expect([prohibitions.length > 0, 'prohibitions' in input]).toEqual([true, false]);
  });
});
