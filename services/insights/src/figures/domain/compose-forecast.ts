import type { Day } from '@passant/contracts';
import { estimateTotal } from '@passant/privacy';
import {
  canExtrapolate,
  estimatePeriod,
  type Figure,
  gather,
  mostLeastPeople,
  NO_DATA,
  type Series,
  toColumns,
  type World,
} from './compose-series';
import { type Backtest, type Forecast, forecastDays, type PastDay } from './forecast-days';
import type { Measure } from './measures';
import type { Period } from './periods';
import type { ReleasedTable } from './released-tables';

/** Coming days of one zone: columns of equal length, one entry a day. */
export interface ForecastSeries extends Series {
  readonly backtest: Backtest;
  /** Days that are not forecast: without four same weekdays, or without enough errors of the past to tell an interval from. */
  readonly tooLittleHistory: boolean;
}

/**
 * Visitors of coming days: each the mean of four released same weekdays, published where that mean is. It is modelled: no
 * release holds it.
 */
export function composeForecast(
  measure: Measure,
  { history, days, toUnit }: ForecastQuestion,
  given: Omit<World, 'extrapolated'>,
): ForecastSeries {
  const world = { ...given, extrapolated: canExtrapolate([measure], given.zones) };
  const found = history.flatMap((period) => measureDay(measure, period, world) ?? []);
  const byDay = new Map(found.map((one) => [one.past.day, one]));
  const { forecasts, backtest } = forecastDays(
    found.map(({ past }) => past),
    days,
  );
  const figures = forecasts.map((forecast) => (forecast ? toFigure(measure, forecast, { byDay, world }) : NO_DATA));
  return {
    ...{ ...toColumns(figures), modelled: true, unit: toUnit(world.extrapolated), extrapolated: world.extrapolated },
    ...{ backtest, tooLittleHistory: forecasts.some((forecast) => forecast === null) },
  };
}

export interface ForecastQuestion {
  /** Single days, in order. */
  readonly history: readonly Period[];
  readonly days: readonly Day[];
  readonly toUnit: (extrapolated: boolean) => string;
}

interface Found {
  readonly past: PastDay;
  readonly table: ReleasedTable;
}

function measureDay(measure: Measure, period: Period, world: World): Found | null {
  const gathered = gather(measure, period, world);
  if (!gathered) return null;
  const { value, published } = estimatePeriod(measure, period, gathered);
  return { past: { day: period.days[0]!, value, published }, table: gathered.tables[0]! };
}

/** The mean of four days is judged like any figure, by its own noise. All released days are what it is made of: they tell its limits. */
function toFigure(
  measure: Measure,
  { base, ...estimate }: Forecast,
  { byDay, world }: { readonly byDay: ReadonlyMap<Day, Found>; readonly world: World },
): Figure {
  const tables = [...byDay.values()].map(({ table }) => table);
  const gathered = gather(measure, { startMs: 0, days: base.map(({ day }) => day), hours: 0 }, world)!;
  const rule = { leastPeople: mostLeastPeople(gathered.tables), scale: 1 / base.length };
  const figures = Math.max(...gathered.tables.map(measure.countFigures));
  const { published } = estimateTotal(gathered.moments, { ...rule, figures });
  return { status: published ? 'PUBLISHED' : 'SUPPRESSED', estimate, tables };
}
