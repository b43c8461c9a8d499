import {
  monthOf,
  isMonth,
  type Day,
  type Group,
  type MarketId,
  type PanelDataKind,
  type Period,
  type Table,
} from '@passant/contracts';
import {
  RHO_CEILING,
  sumFractions,
  parseFraction,
  toFractionNumber,
  toFractionText,
  type Fraction,
} from '@passant/privacy';
import { mostOfFractions, mostOfRows, type SpentRow } from './spent-budget';

/** A line of the ledger: a noisy table that was measured here, or a panel size that consent measured. */
export interface LedgerLine {
  readonly period: Period;
  readonly group: Group;
  readonly table: Table | 'panel-total' | 'panel-strata';
  /** Of panel rows: whose panel. Strata are measured for all kinds at once. */
  readonly dataKind: PanelDataKind | null;
  /** zCDP, an exact fraction. */
  readonly rho: string;
  readonly sigmaSquared: number;
  /** Of tables: SHA-256 of the noisy table before suppression. */
  readonly tableSha256: string | null;
}

/** What one subscriber can have spent on one day: an upper bound for everybody, and exact for who permits everything. */
export interface SubscriberDay {
  readonly day: Period;
  /** The day's tables. */
  readonly tables: string;
  /** With its panel's rows and the month's: strata, and frequency for who permits return visits. */
  readonly withPanelAndMonth: string;
  readonly withPanelAndMonthDecimal: number;
  /** False: the month's row is not spent yet, so far this is the sum. */
  readonly monthMeasured: boolean;
}

export interface Ledger {
  readonly market: MarketId;
  readonly unit: string;
  readonly ceiling: string;
  readonly lines: readonly LedgerLine[];
  readonly subscriberDays: readonly SubscriberDay[];
}

const UNIT =
  'zCDP (rho) per subscriber and local calendar day. A subscriber is in one group of each kind of data: rows of one group add up.';

/** The ledger as it is shown to everybody, with the sums that anyone can check. Linear in its lines. */
export function toLedger(market: MarketId, lines: readonly LedgerLine[]): Ledger {
  const periods = new Map<Period, LedgerLine[]>();
  for (const line of lines) {
    const known = periods.get(line.period);
    if (known) known.push(line);
    else periods.set(line.period, [line]);
  }
  const days = [...periods.keys()].filter((period) => !isMonth(period)).sort();
  const costs = new Costs();
  return {
    market,
    unit: UNIT,
    ceiling: toFractionText(RHO_CEILING),
    lines,
    subscriberDays: days.map((day) => {
      const ofMonth = periods.get(monthOf(day as Day)) ?? [];
      const sums = costs.of(periods.get(day)!, ofMonth);
      return { day, ...sums, monthMeasured: ofMonth.some(({ table }) => table === 'frequency') };
    }),
  };
}

type Sums = Pick<SubscriberDay, 'tables' | 'withPanelAndMonth' | 'withPanelAndMonthDecimal'>;

/** Most days cost the same: their exact sums are found once. */
class Costs {
  private readonly known = new Map<string, Sums>();

  of(ofDay: readonly LedgerLine[], ofMonth: readonly LedgerLine[]): Sums {
    const key = [...ofDay, ...ofMonth].map(({ table, rho }) => `${table} ${rho}`).join();
    const sums = this.known.get(key) ?? toSums(ofDay, ofMonth);
    this.known.set(key, sums);
    return sums;
  }
}

function toSums(ofDay: readonly LedgerLine[], ofMonth: readonly LedgerLine[]): Sums {
  const tables = mostOfRows(ofDay.flatMap(toSpentRow));
  const all = sumFractions([
    tables,
    mostOfRows(ofMonth.flatMap(toSpentRow)),
    mostOfPanel(ofDay, 'panel-total'),
    mostOfPanel(ofMonth, 'panel-strata'),
  ]);
  return {
    tables: toFractionText(tables),
    withPanelAndMonth: toFractionText(all),
    withPanelAndMonthDecimal: toFractionNumber(all),
  };
}

function toSpentRow({ period, group, table, rho }: LedgerLine): SpentRow[] {
  return table === 'panel-total' || table === 'panel-strata' ? [] : [{ period, group, table, rho: parseFraction(rho) }];
}

const mostOfPanel = (lines: readonly LedgerLine[], table: LedgerLine['table']): Fraction =>
  mostOfFractions(lines.filter((line) => line.table === table).map(({ rho }) => parseFraction(rho)));
