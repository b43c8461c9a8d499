import { type ContractId, FIGURE_STATUSES, type FigureStatus } from '@passant/contracts';
import fc from 'fast-check';
import { measureCost, type Tariff } from './cost';

const countsOf = (statuses: readonly FigureStatus[]) => {
  const counts = { PUBLISHED: 0, SUPPRESSED: 0, NO_DATA: 0 };
  for (const status of statuses) counts[status] += 1;
  return counts;
};
const tariff = (isEstimate: boolean, minorUnitsPerFigure = 3): Tariff => ({
  ...{ isEstimate, contractId: 'c' as ContractId, quotaLeft: null, marks: [] },
  price: { minorUnitsPerFigure, currency: 'EUR' },
});

describe('what an answer costs', () => {
  it('is the price of what is published, and of an estimate the price of all', () => {
    const statuses: FigureStatus[] = ['PUBLISHED', 'SUPPRESSED', 'NO_DATA'];
    expect(measureCost(countsOf(statuses), tariff(false))).toMatchObject({ figures: 3, published: 1, minorUnits: 3 });
    expect(measureCost(countsOf(statuses), tariff(true))).toMatchObject({ figures: 3, published: 3, minorUnits: 9 });
  });

  it('is of a page at most what it lists', () => {
    const counts = { PUBLISHED: 0, SUPPRESSED: 0, NO_DATA: 500 };
    expect(measureCost(counts, tariff(true), 100)).toMatchObject({ figures: 500, published: 100, minorUnits: 300 });
  });

  it('is never more than was estimated, and adds up over parts of an answer', () => {
    const statuses = fc.array(fc.constantFrom(...FIGURE_STATUSES));
    fc.assert(
      fc.property(statuses, statuses, fc.nat(1000), (one, other, price) => {
        const cost = (some: FigureStatus[], isEstimate = false) =>
          measureCost(countsOf(some), tariff(isEstimate, price));
        const whole = cost([...one, ...other]);
        expect(whole.minorUnits).toBe(cost(one).minorUnits + cost(other).minorUnits);
        expect(whole.minorUnits).toBeLessThanOrEqual(cost([...one, ...other], true).minorUnits);
      }),
    );
  });
});
