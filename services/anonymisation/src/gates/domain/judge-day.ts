import { addDays, type Day } from '@passant/contracts';
import {
  decideGate,
  judgeAsymmetry,
  judgeTotals,
  judgeZones,
  type GateCheck,
  type GateDecision,
  type GateTotals,
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

/** A day with its trips, where they are measured between the same rows: from × (to · day-part). */
export interface GateDayView extends GateView {
  readonly flows: GateTable | null;
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
    ...(day.flows && { asymmetry: judgeTrips(day.flows) }),
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

function judgeTrips({ rows, columns, values, variance }: GateTable): Judgement {
  const parts = columns / rows;
  const flows = Array.from({ length: rows }, (_from, from) =>
    Array.from({ length: rows }, (_to, to) =>
      sum(values.slice(from * columns + to * parts, from * columns + (to + 1) * parts)),
    ),
  );
  return judgeAsymmetry(flows, variance * parts);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
