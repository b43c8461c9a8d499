import { isMonth, type Group, type Period, type Table } from '@passant/contracts';
import {
  compareFractions,
  sumFractions,
  TABLE_BOUNDS,
  TABLE_NAMES,
  type Fraction,
  type Policy,
} from '@passant/privacy';

/** A row of the ledger, as far as sums need it. */
export interface SpentRow {
  readonly period: Period;
  readonly group: Group;
  readonly table: Table;
  readonly rho: Fraction;
}

/**
 * The most that a subscriber spent on tables of these rows: for each table that of the dearest group, for somebody may be in
 * different groups for different kinds of data, but is in one group of each.
 */
export function mostOfRows(rows: readonly SpentRow[]): Fraction {
  const dearest = new Map<Table, Fraction>();
  for (const { table, rho } of rows) {
    const before = dearest.get(table);
    if (!before || compareFractions(rho, before) > 0) dearest.set(table, rho);
  }
  return sumFractions([...dearest.values()]);
}

/** The dearest of some days: what its tables cost a subscriber who was in all of them. */
export function dearestDay(rows: readonly SpentRow[]): Fraction {
  const days = new Map<Period, SpentRow[]>();
  for (const row of rows) {
    if (!isMonth(row.period)) days.set(row.period, [...(days.get(row.period) ?? []), row]);
  }
  return mostOfFractions([...days.values()].map(mostOfRows));
}

/** 0 of nothing. */
export const mostOfFractions = (values: readonly Fraction[]): Fraction =>
  values.reduce((most, one) => (compareFractions(one, most) > 0 ? one : most), sumFractions([]));

/**
 * All that a subscriber-day of a period will have cost at most once it is measured under a policy: its daily tables, the month's
 * row and the panel's rows, to be added (`accountFor`). `ledger`: rows of the period's month. What is not spent yet counts as
 * the policy has it.
 */
export function costsOfPeriod(
  ledger: readonly SpentRow[],
  {
    period,
    policy,
    panelRows,
  }: { readonly period: Period; readonly policy: Policy; readonly panelRows: readonly Fraction[] },
): readonly Fraction[] {
  const budgetsOf = (spentPer: 'day' | 'month') =>
    TABLE_NAMES.filter((table) => TABLE_BOUNDS[table].spentPer === spentPer).map((table) => policy.rho[table]);
  if (isMonth(period)) return [dearestDay(ledger), ...budgetsOf('month'), ...panelRows];
  const ofMonth = mostOfRows(ledger.filter((row) => isMonth(row.period)));
  return [...budgetsOf('day'), mostOfFractions([ofMonth, sumFractions(budgetsOf('month'))]), ...panelRows];
}
