import { FIGURE_STATUSES, type FigureStatus } from '@passant/contracts';
import fc from 'fast-check';
import { countStatuses, measureUsage } from './measure-usage';

const usageOf = (statuses: readonly FigureStatus[], price: number) => measureUsage(countStatuses(statuses), price);

describe('what an answer costs', () => {
  it('is the price of its published figures', () => {
    expect(usageOf(['PUBLISHED', 'SUPPRESSED', 'NO_DATA', 'PUBLISHED'], 3)).toEqual({
      ...{ figures: 4, published: 2, suppressed: 1, noData: 1 },
      costMinorUnits: 6,
    });
  });

  it('is nothing where nothing is published', () => {
    expect(usageOf(['SUPPRESSED', 'NO_DATA', 'SUPPRESSED'], 3).costMinorUnits).toBe(0);
  });

  it('adds up over answers, and every figure is counted once', () => {
    const statuses = fc.array(fc.constantFrom(...FIGURE_STATUSES));
    fc.assert(
      fc.property(statuses, statuses, fc.nat(100), (one, other, price) => {
        const whole = usageOf([...one, ...other], price);
        expect(whole.published + whole.suppressed + whole.noData).toBe(whole.figures);
        expect(whole.costMinorUnits).toBe(usageOf(one, price).costMinorUnits + usageOf(other, price).costMinorUnits);
      }),
    );
  });
});
