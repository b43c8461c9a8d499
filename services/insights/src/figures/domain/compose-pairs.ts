import type { DayPart, ZoneId } from '@passant/contracts';
import { addUp, type FlowDay, type FlowsQuestion, limitFlow, listPairs, type Pair, prepareDays } from './compose-flows';
import { type Figure, NO_DATA, type Series, toColumns } from './compose-series';
import { findRowsOf } from './flow-pairs';
import { isExtrapolated } from './make-part';
import type { Period } from './periods';
import type { Tables } from './released-tables';

/** All trips from a zone to a zone: columns of equal length, one entry a period and part of the day (null: all of them together). */
export interface PairSeries extends Series {
  readonly from: ZoneId;
  readonly to: ZoneId;
  readonly periods: readonly Period[];
  readonly dayParts: readonly (DayPart | null)[];
}

export interface PairsQuestion extends Pick<
  FlowsQuestion,
  'to' | 'pairs' | 'mayLead' | 'dayParts' | 'byDayPart' | 'periods'
> {
  readonly toUnit: (extrapolated: boolean) => string;
}

interface Entry {
  readonly period: Period;
  readonly dayPart: DayPart | null;
  readonly figure: Figure;
}

/**
 * The figures that `collectFlows` judges, every one of them, suppressed ones too, pair by pair. What pairs have in common is
 * looked up once; each call gives the pairs of one `from`. Their unit is that of its row: where it has no factor they speak of the panel.
 */
export function preparePairs(question: PairsQuestion, tables: Tables): (from: ZoneId) => PairSeries[] {
  const { to, dayParts, byDayPart, pairs: asked, mayLead } = question;
  const parts = byDayPart ? dayParts.map((part) => [part]) : [dayParts];
  const periods = question.periods.map((period) => ({
    period,
    pairs: listPairs(period, { to, parts, pairs: asked, mayLead }, tables),
  }));
  return (from) => {
    const rows = findRowsOf(from, asked, tables);
    const extrapolated = rows.every(([table, row]) => isExtrapolated(table, row, [0]));
    const ends = asked ? [...(asked.get(from) ?? [])] : to;
    const entries = new Map<ZoneId, Entry[]>(ends.map((zone) => [zone, []]));
    for (const { period, pairs } of periods) {
      const daysTo = prepareDays(period, from, { pairs: asked, tables });
      for (const pair of pairs) {
        const days = daysTo(pair.to);
        if (days === undefined) continue;
        entries.get(pair.to)!.push({ period, dayPart: pair.dayPart, figure: makeFigure(days, pair, extrapolated) });
      }
    }
    return [...entries].map(([zone, found]) => ({
      ...{ from, to: zone, ...toColumns(found.map(({ figure }) => figure)), modelled: false, extrapolated },
      ...{ unit: question.toUnit(extrapolated), periods: found.map(({ period }) => period) },
      dayParts: found.map(({ dayPart }) => dayPart),
    }));
  };
}

function makeFigure(days: readonly FlowDay[] | null, { columns, threshold }: Pair, extrapolated: boolean): Figure {
  if (!days || !columns) return NO_DATA;
  const tables = days.map(({ table }) => table);
  if (addUp(days, columns, false) < threshold) return { status: 'SUPPRESSED', estimate: null, tables };
  const { low, high } = limitFlow(days, columns, extrapolated);
  return { status: 'PUBLISHED', estimate: { value: addUp(days, columns, extrapolated), low, high }, tables };
}
