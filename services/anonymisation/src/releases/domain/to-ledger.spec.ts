import { GROUPS, TABLES, type Group, type MarketId, type Period } from '@passant/contracts';
import { toLedger, type LedgerLine } from './to-ledger';

const line = (period: string, group: Group, table: LedgerLine['table'], rho: string): LedgerLine => ({
  period: period as Period,
  group,
  table,
  dataKind: null,
  rho,
  sigmaSquared: 1000,
  tableSha256: null,
});

test('the public ledger adds up what a subscriber-day cost, with its panel and its month', () => {
  const lines = [
    line('2026-06-08', 'both', 'dwell', '3/1000'),
    line('2026-06-08', 'place-statistics', 'dwell', '3/1000'),
    line('2026-06-08', 'both', 'flows', '3/500'),
    line('2026-06-08', 'both', 'panel-total', '1/2000'),
    line('2026-06', 'both', 'panel-strata', '1/200'),
    line('2026-06', 'both', 'frequency', '3/100'),
    line('2026-07-01', 'both', 'dwell', '3/1000'),
  ];
  const { subscriberDays, ceiling } = toLedger('leipzig' as MarketId, lines);
  expect(ceiling).toBe('1/10');
  expect(subscriberDays).toEqual([
    {
      day: '2026-06-08',
      tables: '9/1000',
      withPanelAndMonth: '89/2000',
      withPanelAndMonthDecimal: 0.0445,
      monthMeasured: true,
    },
    {
      day: '2026-07-01',
      tables: '3/1000',
      withPanelAndMonth: '3/1000',
      withPanelAndMonthDecimal: 0.003,
      monthMeasured: false,
    },
  ]);
});

test('three years of it are added up in a moment: anybody may ask', () => {
  const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
  const lines = Array.from({ length: 3 * 365 }, (_, index) =>
    GROUPS.flatMap((group) => TABLES.map((table) => line(day(index), group, table, `${index % 7}/1000`))),
  ).flat();
  const started = performance.now();
  expect(toLedger('leipzig' as MarketId, lines).subscriberDays).toHaveLength(3 * 365);
  expect(performance.now() - started).toBeLessThan(500);
});
