import { daysOfMonth, toRows } from './months';

describe('a month of usage', () => {
  it.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
  ])('%s ends on %s', (month, to) => {
    expect(daysOfMonth(month)).toEqual({ from: `${month}-01`, to });
  });

  it('is read row by row from the columns of the graph', () => {
    const columns = {
      ...{ days: ['2026-06-01', '2026-06-02'], products: ['visitors', 'dwell'], questions: [1, 2] },
      ...{ published: [3, 0], costMinorUnits: [21, 0], currencies: ['EUR', 'EUR'] },
    };
    const second = {
      day: '2026-06-02',
      product: 'dwell',
      questions: 2,
      published: 0,
      costMinorUnits: 0,
      currency: 'EUR',
    };
    expect(toRows(columns)[1]).toEqual(second);
  });
});
