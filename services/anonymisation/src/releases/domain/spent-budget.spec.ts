import type { Group, Period, Table } from '@passant/contracts';
import { accountFor, DEFAULT_POLICY, parseFraction, scalePolicy, toFractionText } from '@passant/privacy';
import { costsOfPeriod, mostOfRows, type SpentRow } from './spent-budget';

const row = (period: string, group: Group, table: Table, rho: string): SpentRow => ({
  period: period as Period,
  group,
  table,
  rho: parseFraction(rho),
});
const day = '2026-06-08' as Period;
const month = '2026-06' as Period;
const panelRows = [parseFraction('1/2000'), parseFraction('1/200')];

const mostSpent = (...of: Parameters<typeof costsOfPeriod>) => accountFor(costsOfPeriod(...of));

describe('what a subscriber-day costs', () => {
  test('is the sum over tables of the dearest group: a subscriber is in one group of each kind of data', () => {
    const rows = [
      row(day, 'both', 'presence', '0.009'),
      row(day, 'place-statistics', 'presence', '0.009'),
      row(day, 'both', 'flows', '0.006'),
      row(day, 'public-planning', 'flows', '0.007'),
    ];
    expect(toFractionText(mostOfRows(rows))).toBe('2/125');
  });

  test('counts tables of the day, the month’s row and both panel rows, before anything is spent', () => {
    expect(toFractionText(mostSpent([], { period: day, policy: DEFAULT_POLICY, panelRows }))).toBe('131/2000');
  });

  test('counts for a month its dearest day, under whatever policy that was', () => {
    const ledger = [row(day, 'both', 'presence', '0.05'), row('2026-06-09', 'both', 'presence', '0.01')];
    expect(toFractionText(mostSpent(ledger, { period: month, policy: DEFAULT_POLICY, panelRows }))).toBe('171/2000');
    const dearer = [...ledger, row('2026-06-10', 'both', 'presence', '0.07')];
    expect(() => mostSpent(dearer, { period: month, policy: DEFAULT_POLICY, panelRows })).toThrow(
      'rho 211/2000 is over the ceiling 1/10',
    );
  });

  test('counts for a day what its month already spent, where that is more than today’s policy would', () => {
    const ledger = [row(month, 'both', 'frequency', '0.08')];
    const strict = scalePolicy(DEFAULT_POLICY, 'strict', parseFraction('0.0125'));
    expect(toFractionText(mostSpent(ledger, { period: day, policy: strict, panelRows }))).toBe('49/500');
  });
});
