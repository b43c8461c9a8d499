import { isMonth, type Group, type Period, type Table } from '@passant/contracts';
import {
  compareFractions,
  RHO_CEILING,
  sumFractions,
  TABLE_BOUNDS,
  TABLE_NAMES,
  toFractionText,
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
 * The most that any subscriber-day of a period will have cost once it is measured under a policy: its daily tables, the month's
 * row and the panel's rows. `ledger`: rows of the period's month. What is not spent yet counts as the policy has it.
 */
export function mostSpent(
  ledger: readonly SpentRow[],
  {
    period,
    policy,
    panelRows,
  }: { readonly period: Period; readonly policy: Policy; readonly panelRows: readonly Fraction[] },
): Fraction {
  const budgetOf = (spentPer: 'day' | 'month') =>
    sumFractions(
      TABLE_NAMES.filter((table) => TABLE_BOUNDS[table].spentPer === spentPer).map((table) => policy.rho[table]),
    );
  const ofMonth = mostOfRows(ledger.filter((row) => isMonth(row.period)));
  return isMonth(period)
    ? sumFractions([dearestDay(ledger), budgetOf('month'), ...panelRows])
    : sumFractions([budgetOf('day'), mostOfFractions([ofMonth, budgetOf('month')]), ...panelRows]);
}

/** Whether so much is over the ceiling of 1/10. */
export const isOverCeiling = (rho: Fraction): boolean => compareFractions(rho, RHO_CEILING) > 0;

/** The numbers of a refusal. */
export const describeOverCeiling = (rho: Fraction): string =>
  `a subscriber-day would cost rho ${toFractionText(rho)}, over the ceiling ${toFractionText(RHO_CEILING)}`;
