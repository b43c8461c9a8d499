import { addDays, type Day } from '@passant/contracts';
import {
  decideGate,
  judgeAsymmetry,
  judgeTotals,
  judgeZones,
  type GateCheck,
  type GateDecision,
  type GateTotals,
  type GateTrips,
  type Judgement,
} from '@passant/privacy';

/** A noisy table as it was released, before suppression: `values[row · columns + column]`, in people. */
export interface GateTable {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
  /** Noise variance of one figure, in people². */
  readonly variance: number;
}

/** What a gate looks at of one day and purpose: nothing that publishing the day would not tell. */
export interface GateView {
  /** Zone × hour. */
  readonly presence: GateTable;
  /** Measured people in the panel that presence is counted on. */
  readonly panel: number;
}

/** Trips by pair (`listTrips`). */
export interface GateFlows {
  readonly pairs: readonly GateTrips[];
  /** Noise variance of one pair, in people². */
  readonly variance: number;
}

/** A day with its trips, where they are measured. */
export interface GateDayView extends GateView {
  readonly flows: GateFlows | null;
}

export interface DayVerdict extends GateDecision {
  readonly judgements: Readonly<Partial<Record<GateCheck, Judgement>>>;
  /** How many earlier weeks it was compared with. */
  readonly weeks: number;
}

/** The same weekday of the last four weeks, newest first. */
export const daysToCompare = (day: Day): Day[] => [1, 2, 3, 4].map((weeks) => addDays(day, -7 * weeks));

/**
 * Judges a day by noisy figures only: zones (mean presence of the day) and totals (each hour of the city; the whole day where
 * clocks changed) against the same weekday of the last weeks, and whether as many trips leave zones as enter them.
 */
export function judgeDay(day: GateDayView, weeks: readonly GateView[]): DayVerdict {
  const zones = weeks.filter(({ presence }) => presence.rows === day.presence.rows);
  const hasSameHours = zones.every(({ presence }) => presence.columns === day.presence.columns);
  const toTotals = hasSameHours ? hourlyTotals : dailyTotal;
  const judgements: Partial<Record<GateCheck, Judgement>> = {
    zones: judgeZones(
      zoneMeans(day.presence),
      zones.map(({ presence }) => zoneMeans(presence)),
    ),
    totals: judgeTotals(toTotals(day), zones.map(toTotals)),
    ...(day.flows && { asymmetry: judgeAsymmetry(day.flows.pairs, day.flows.variance) }),
  };
  return { ...decideGate(judgements), judgements, weeks: zones.length };
}

/** Mean number of people in each zone over the day's hours. */
function zoneMeans({ rows, columns, values, variance }: GateTable) {
  const means = Array.from(
    { length: rows },
    (_, row) => sum(values.slice(row * columns, (row + 1) * columns)) / columns,
  );
  return { values: means, variance: variance / columns };
}

function hourlyTotals({ presence: { rows, columns, values, variance }, panel }: GateView): GateTotals {
  const totals = new Array<number>(columns).fill(0);
  for (const [index, value] of values.entries()) totals[index % columns]! += value;
  return { values: totals, variance: variance * rows, panel };
}

function dailyTotal({ presence: { rows, columns, values, variance }, panel }: GateView): GateTotals {
  return { values: [sum(values) / columns], variance: (variance * rows) / columns, panel };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
